/** The card of a record: the frame opens it here, beside a list or on a page of its own. */
export interface CardProps {
  /** Name of the catalog or document type. */
  entity: string;
  id: string;
  tab?: string;
  onTab: (tab: string) => void;
  onClose: () => void;
  onSwitch: (id: string) => void;
}

export function Card({ id }: CardProps) {
  return <article>{id}</article>;
}
