/** Records opened last, for the palette: kept per person in the browser. */
export interface Recent {
  readonly entity: string;
  readonly id: string;
  readonly label: string;
}

const key = (user: string): string => `flydoc.recent.${user}`;

export function recentOf(user: string): readonly Recent[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(user)) ?? '[]');
    return Array.isArray(stored) ? (stored as Recent[]).filter((r) => typeof r?.id === 'string' && typeof r.label === 'string') : []; // as: checked item by item
  } catch {
    return [];
  }
}

export function remember(user: string, record: Recent): void {
  const others = recentOf(user).filter((r) => r.id !== record.id);
  localStorage.setItem(key(user), JSON.stringify([record, ...others].slice(0, 12)));
}
