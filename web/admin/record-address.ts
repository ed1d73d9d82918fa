import type { Entity } from '../../kernel/declarations.ts';
import { addressOf } from '../address.ts';

/** Catalogs that are kept on screens of administration, by the name of the screen. */
const sections: Readonly<Record<string, string>> = { employee: 'people', department: 'departments', role: 'roles', group: 'groups', classifier: 'classifiers' };

/** Where a record is opened; `card` says that it has a card of its own, which shows it even when it is deleted. */
export function addressOfRecord(entity: Entity, id: string): { to: string; card: boolean } | null {
  const section = sections[entity.name];
  if (section) return { to: `/admin/${section}/${id}`, card: false };
  return entity.name === 'classifier-item' ? null : { to: addressOf(entity, id), card: true };
}
