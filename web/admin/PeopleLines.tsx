import { Link } from '@tanstack/react-router';
import type { DataRow } from '../api.ts';
import { asText } from '../fields/values.ts';
import { initials } from '../shell/themes.ts';
import css from './admin.module.css';
import { nameOf } from './rows.ts';

/** People in a few lines, each leading to their card. */
export function PeopleLines({ people }: { people: readonly DataRow[] }) {
  return (
    <ul className={css.plain}>
      {people.map((p) => (
        <li key={p.id}>
          <Link to={`/admin/people/${p.id}`} className={css.row}>
            <span className={css.face} aria-hidden="true">{initials(nameOf(p))}</span>
            <span className={css.rowMain}><b>{nameOf(p)}</b><span>{asText(p.position) || asText(p.email)}</span></span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
