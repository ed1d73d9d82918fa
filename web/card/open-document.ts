import { usePlace } from '../address.ts';

/** The document opened in a dossier, as the address names it: `doc=call.<id>`. */
export function useOpenDocument(): [{ type: string; id: string } | null, (document: { type: string; id: string } | null) => void] {
  const [place, change] = usePlace();
  const [type, id] = (place.doc ?? '').split('.');
  return [type && id ? { type, id } : null, (document) => change({ doc: document ? `${document.type}.${document.id}` : undefined }, { replace: true })];
}
