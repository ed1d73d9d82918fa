/**
 * The dossier: everything that happened with a counterparty or a contact, and what is planned; the list on the left,
 * the chosen document opened on the right. Arrows move, `d` finishes, `e` edits; on a narrow screen one pane at a time.
 */
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { Entity } from '../../kernel/declarations.ts';
import type { DataRow } from '../api.ts';
import { isHidden, useRow } from '../data.ts';
import { useDeclarations } from '../declarations.tsx';
import { asText } from '../fields/values.ts';
import type { Uploads } from '../files/useUploads.ts';
import { UploadList } from '../files/UploadList.tsx';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { Empty, Shape, Trouble } from '../ui/states.tsx';
import { DocumentPane } from './DocumentPane.tsx';
import { NoLonger } from './NoLonger.tsx';
import styles from './dossier.module.css';
import { DossierFilters, noFilters, type Filters } from './DossierFilters.tsx';
import { DossierList } from './DossierList.tsx';
import { useOpenDocument } from './open-document.ts';
import { QuickAdd } from './QuickAdd.tsx';
import { useDossier } from './useDossier.ts';

/** Below this width the list and the content take turns. */
const BOTH = 620;

export default function Dossier({ entity, row, uploads }: { entity: Entity; row: DataRow; uploads: Uploads }): ReactElement {
  const t = useT(cardMessages);
  const { ref, width } = useElementSize();
  const [filters, setFilters] = useState<Filters>(noFilters);
  const [chosen, choose] = useOpenDocument();
  const dossier = useDossier(entity, row.id, filters);
  const single = width > 0 && width < BOTH;
  // There is always something to read at the right: without a choice, the first document; it stays when others come before it.
  const held = useRef<string | null>(null);
  const rows = dossier.groups.flatMap((group) => group.rows);
  const first = rows.find((one) => one.id === held.current) ?? rows[0];
  held.current = first?.id ?? null;
  const shown = chosen ?? (single || !first ? null : { type: asText(first.type), id: first.id });
  const [editing, setEdited] = useState<{ id: string; field: string } | null>(null);

  const open = (document: { type: string; id: string } | null): void => choose(document);
  useEffect(() => {
    if (editing && editing.id !== shown?.id) setEdited(null);
  }, [editing, shown?.id]);

  const list = (
    <section className={styles.listPane} aria-label={t('tab.documents')}>
      <QuickAdd of={{ entity, row }} onMade={(type, id) => open({ type, id })} onFiles={uploads.add} />
      <UploadList uploads={uploads} />
      <DossierFilters filters={filters} onChange={setFilters} />
      {dossier.isError ? (
        <Trouble error={dossier.error} again={dossier.again} />
      ) : dossier.isPending ? (
        <Shape rows={6} />
      ) : (
        <DossierList
          dossier={dossier}
          chosen={shown?.id ?? null}
          onChoose={(one) => open({ type: asText(one.type), id: one.id })}
          filtered={filters !== noFilters}
        />
      )}
    </section>
  );
  const content = shown && (
    <section className={styles.contentPane} aria-label={t('dossier.content')}>
      <Chosen
        key={shown.id}
        type={shown.type}
        id={shown.id}
        of={entity.name}
        editing={editing?.id === shown.id ? editing.field : null}
        onEdit={(field) => setEdited(field === null ? null : { id: shown.id, field })}
        onBack={single ? () => open(null) : undefined}
        onGone={() => open(null)}
      />
    </section>
  );
  return (
    <div ref={ref} className={styles.dossier} data-single={single || undefined}>
      {single ? (content ?? list) : list}
      {!single && (content ?? <section className={styles.contentPane}>{!dossier.isPending && <Empty icon="inbox" title={t('dossier.nothing')} detail={t('dossier.nothing.detail')} />}</section>)}
    </div>
  );
}

interface ChosenProps {
  readonly type: string;
  readonly id: string;
  readonly of: string;
  readonly editing: string | null;
  readonly onEdit: (field: string | null) => void;
  readonly onBack?: () => void;
  readonly onGone: () => void;
}

function Chosen({ type, id, ...rest }: ChosenProps): ReactElement {
  const entity = useDeclarations().documents.get(type);
  const row = useRow(entity ?? { kind: 'document', name: type }, entity ? id : null);
  if (row.data && isHidden(row.error)) return <NoLonger />;
  if (row.isError && !row.data) return <Trouble error={row.error} again={() => void row.refetch()} />;
  if (!entity || !row.data) return <Shape rows={5} />;
  return <DocumentPane entity={entity} row={row.data} {...rest} />;
}
