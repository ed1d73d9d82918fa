/** Where a row is used: every field that may refer to it, with how many records do, each leading to their list. */
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Entity } from '../../kernel/declarations.ts';
import { allFields } from '../../kernel/declarations.ts';
import type { Fields } from '../../kernel/field.ts';
import { entitiesLabel, fieldLabel } from '../../kernel/labels.ts';
import { addressOf } from '../address.ts';
import { api, pathOf, type Page } from '../api.ts';
import { useDeclarations } from '../declarations.tsx';
import { useFormats, useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import css from './admin.module.css';

interface Place {
  readonly entity: Entity;
  readonly path: string;
}

/** Fields of catalogs and documents that refer to `target`; for items of a classifier only those of that classifier. */
function placesOf(entities: readonly Entity[], target: string, classifier?: string): Place[] {
  const walk = (entity: Entity, fields: Fields, prefix: string): Place[] =>
    Object.entries(fields).flatMap(([name, field]) => {
      if (field.of) return walk(entity, field.of, `${prefix}${name}.`);
      const fits = (field.kind === 'ref' || field.kind === 'refs') && field.target === target && (!classifier || field.classifier === classifier);
      return fits ? [{ entity, path: prefix + name }] : [];
    });
  return entities.filter((entity) => entity.name !== target).flatMap((entity) => walk(entity, allFields(entity), ''));
}

export function Usage({ target, id, classifier }: { target: string; id: string; classifier?: string }) {
  const t = useT(adminMessages);
  const tt = useT();
  const formats = useFormats();
  const { catalogs, documents } = useDeclarations();
  const places = placesOf([...catalogs.values(), ...documents.values()], target, classifier);
  const counts = useQueries({
    queries: places.map(({ entity, path }) => ({
      queryKey: ['usage', entity.name, path, id],
      queryFn: () => api.get<Page>(pathOf(entity), { filter: JSON.stringify({ [path]: id }), limit: 1, fields: 'version', total: 1 }),
      staleTime: 0,
    })),
  });
  const found = places.flatMap((place, index) => {
    const total = counts[index]?.data?.total;
    return total && total.value > 0 ? [{ ...place, total }] : [];
  });
  if (counts.some((c) => c.isPending)) return null;
  return (
    <section className={css.block}>
      <h3>{t('item.usage')}</h3>
      {found.length === 0 ? <p className={css.dim}>{t('item.unused')}</p> : (
        <ul className={css.usage}>
          {found.map(({ entity, path, total }) => (
            <li key={`${entity.name} ${path}`}>
              <Link className={css.link} to={addressOf(entity)} search={{ filter: JSON.stringify({ [path]: id }) } as never}>
                {entitiesLabel(tt, entity.name)}: {fieldLabel(tt, entity, path).toLocaleLowerCase()}
              </Link>
              <span>{total.exact ? '' : '≈ '}{formats.number(total.value)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
