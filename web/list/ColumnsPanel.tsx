/** Which columns are shown, in which order, and how many stay in place. */
import type { Entity } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import { fieldLabel } from '../../kernel/labels.ts';
import { useFormats, useT } from '../i18n.tsx';
import { listMessages } from '../messages/list.ts';
import { Icon } from '../ui/icons.tsx';
import type { ColumnSettings } from './columns.ts';
import css from './columns-panel.module.css';

export default function ColumnsPanel({ entity, fields, settings, onChange }: {
  entity: Entity; fields: Readonly<Record<string, Field>>; settings: ColumnSettings; onChange: (change: Partial<ColumnSettings> | null) => void;
}) {
  const t = useT(listMessages);
  const tAll = useT();
  const formats = useFormats();
  const label = (name: string): string => fieldLabel(tAll, entity, name);
  const { shown } = settings;
  const hidden = Object.keys(fields).filter((name) => !shown.includes(name) && name !== 'version' && !name.startsWith('deleted')).toSorted((a, b) => formats.compare(label(a), label(b)));
  const move = (name: string, to: number): void => {
    const rest = shown.filter((one) => one !== name);
    onChange({ shown: [...rest.slice(0, to), name, ...rest.slice(to)] });
  };
  return (
    <div className={css.panel}>
      <h2>{t('columns.shown')}</h2>
      <ul>
        {shown.map((name, index) => (
          <li
            key={name} draggable onDragStart={(event) => event.dataTransfer.setData('text/flydoc-column', name)} onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => { event.preventDefault(); move(event.dataTransfer.getData('text/flydoc-column'), index); }}
          >
            <Icon name="drag" size={14} className={css.drag} />
            <label>
              <input type="checkbox" checked disabled={shown.length === 1} onChange={() => onChange({ shown: shown.filter((one) => one !== name) })} />
              <span>{label(name)}</span>
            </label>
            <button type="button" aria-label={t('columns.up', { name: label(name) })} disabled={index === 0} onClick={() => move(name, index - 1)}><Icon name="chevron-up" size={14} /></button>
            <button type="button" aria-label={t('columns.down', { name: label(name) })} disabled={index === shown.length - 1} onClick={() => move(name, index + 1)}><Icon name="chevron-down" size={14} /></button>
          </li>
        ))}
      </ul>
      <div className={css.frozen} role="group" aria-label={t('columns.frozen')}>
        <span>{t('columns.frozen')}</span>
        {[0, 1, 2, 3].map((n) => <button key={n} type="button" aria-pressed={settings.frozen === n} aria-label={t('columns.frozen.n', { n })} onClick={() => onChange({ frozen: n })}>{n}</button>)}
      </div>
      <h2>{t('columns.hidden')}</h2>
      <ul>
        {hidden.map((name) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={false} onChange={() => onChange({ shown: [...shown, name] })} />
              <span>{label(name)}</span>
            </label>
          </li>
        ))}
      </ul>
      <button type="button" className={css.reset} onClick={() => onChange(null)}><Icon name="undo" size={14} />{t('columns.reset')}</button>
    </div>
  );
}
