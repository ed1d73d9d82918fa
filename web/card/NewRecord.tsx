/** A new record: the form, with some values given. */
export interface NewRecordProps {
  /** Name of the catalog or document type. */
  entity: string;
  preset?: Readonly<Record<string, unknown>>;
  onDone: (id: string) => void;
  onCancel: () => void;
}

export function NewRecord({ entity }: NewRecordProps) {
  return <article>{entity}</article>;
}
