/** A value as one reads it: telephones and addresses ready to be used, references ready to be opened, numbers by locale. */
import { Anchor } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { Entity } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import { choiceLabel, fieldLabel } from '../../kernel/labels.ts';
import { formatPhone } from '../../kernel/phone.ts';
import { addressOf } from '../address.ts';
import { useEntity } from '../declarations.tsx';
import { useFormats, useT } from '../i18n.tsx';
import { labelPath } from './ChoiceEditor.tsx';
import styles from './fields.module.css';
import { asReference, asRows, asText, isEmpty, isReference, type FileReference, type Reference } from './values.ts';

interface Props {
  readonly entity: Pick<Entity, 'name'>;
  readonly path: string;
  readonly field: Field;
  readonly value: unknown;
}

export function FieldDisplay({ entity, path, field, value }: Props): ReactNode {
  const t = useT();
  const formats = useFormats();
  if (isEmpty(value) && field.kind !== 'flag') return <span className={styles.empty}>—</span>;
  switch (field.kind) {
    case 'text':
      return <TextDisplay format={field.format} text={asText(value)} />;
    case 'longText':
      return <span className={styles.longText}>{asText(value)}</span>;
    case 'integer':
    case 'decimal':
      return <span className={styles.figure}>{formats.number(asText(value))}</span>;
    case 'money':
      return <span className={styles.figure}>{formats.money(asText(value))}</span>;
    case 'date':
      return formats.longDate(asText(value));
    case 'datetime':
      return <span title={formats.dateTime(asText(value))}>{`${formats.longDate(asText(value))}, ${formats.time(asText(value))}`}</span>;
    case 'flag':
      return t(value === true ? 'choice.yes' : 'choice.no');
    case 'choice':
      return choiceLabel(t, entity, labelPath(path), asText(value));
    case 'choices':
      return (
        <span className={styles.tags}>
          {(Array.isArray(value) ? value : []).map((one) => (
            <span key={asText(one)} className={styles.tag}>
              {choiceLabel(t, entity, labelPath(path), asText(one))}
            </span>
          ))}
        </span>
      );
    case 'ref':
      return <RefDisplay field={field} reference={asReference(value)} />;
    case 'refs':
      return (
        <span className={styles.tags}>
          {(Array.isArray(value) ? value.filter(isReference) : []).map((one) => (
            <span key={one.id} className={styles.tag}>
              <RefDisplay field={field} reference={one} />
            </span>
          ))}
        </span>
      );
    case 'file':
      return <FileDisplay file={asReference(value)} />;
    case 'colour':
      return (
        <span className={styles.colour}>
          <i style={{ background: asText(value) }} /> {asText(value)}
        </span>
      );
    case 'list':
      return <Lines entity={entity} path={path} field={field} value={value} />;
  }
}

export function TextDisplay({ format, text }: { format: Field['format']; text: string }): ReactElement {
  // Links keep their clicks to themselves: a click on a value opens its editor, a click on a link follows it.
  const keep = (event: { stopPropagation: () => void }): void => event.stopPropagation();
  if (format === 'phone') {
    return (
      <Anchor className={styles.link} href={`tel:${text.replace(/(доб|вн|ext|x|#).*$/i, '').replace(/[^\d+]/g, '')}`} onClick={keep}>
        {formatPhone(text)}
      </Anchor>
    );
  }
  if (format === 'email') {
    return (
      <Anchor className={styles.link} href={`mailto:${text}`} onClick={keep}>
        {text}
      </Anchor>
    );
  }
  if (format === 'url' && /^https?:\/\//.test(text)) {
    return (
      <Anchor className={styles.link} href={text} target="_blank" rel="noreferrer noopener" onClick={keep}>
        {text.replace(/^https?:\/\//, '').replace(/\/$/, '')}
      </Anchor>
    );
  }
  return <span className={format === 'mono' ? styles.mono : undefined}>{text}</span>;
}

/** People may be opened where they are cards; items of classifiers and people of the company are just named. */
export function RefDisplay({ field, reference }: { field: Pick<Field, 'target'>; reference: Reference | null }): ReactNode {
  const target = useEntity(field.target ?? '');
  if (!reference) return null;
  if (!target || !isOpened(target)) return reference.label;
  return (
    <Link className={styles.link} to={addressOf(target, reference.id)} onClick={(event) => event.stopPropagation()}>
      {reference.label}
    </Link>
  );
}

const isOpened = (entity: Entity): boolean => entity.kind === 'catalog' && ['counterparty', 'contact'].includes(entity.name);

export function FileDisplay({ file }: { file: FileReference | null }): ReactNode {
  const formats = useFormats();
  if (!file) return null;
  return (
    <span>
      <Anchor className={styles.link} href={`/api/v1/files/${file.id}?download=1`} onClick={(event) => event.stopPropagation()}>
        {file.label}
      </Anchor>
      {file.size !== undefined && <span className={styles.dim}> · {formats.bytes(file.size)}</span>}
    </span>
  );
}

/** Lines of a list, each in one row: the first value counts, the rest stands dimmer behind it. */
function Lines({ entity, path, field, value }: Props): ReactElement {
  const t = useT();
  const fields = Object.entries(field.of ?? {});
  const main = fields.find(([, sub]) => sub.kind === 'ref' && !sub.classifier) ?? fields.find(([name]) => ['number', 'address', 'text', 'account', 'name'].includes(name)) ?? fields[0];
  return (
    <ul className={styles.shownLines}>
      {asRows(value).map((line, index) => (
        <li key={index}>
          {main && <FieldDisplay entity={entity} path={`${path}.${main[0]}`} field={main[1]} value={line[main[0]]} />}
          {fields.map(([name, sub]) => {
            if (name === main?.[0] || isEmpty(line[name]) || (sub.kind === 'flag' && line[name] !== true)) return null;
            return (
              <span key={name} className={styles.dim}>
                {sub.kind === 'flag' ? fieldLabel(t, entity, `${path}.${name}`) : sub.format === 'mono' ? `${fieldLabel(t, entity, `${path}.${name}`)} ` : null}
                {sub.kind !== 'flag' && <FieldDisplay entity={entity} path={`${path}.${name}`} field={sub} value={line[name]} />}
              </span>
            );
          })}
        </li>
      ))}
    </ul>
  );
}
