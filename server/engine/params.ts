/** Numbered parameters of a statement under construction. */
export interface Params {
  readonly values: unknown[];
  /** Adds a value and gives its placeholder. */
  (value: unknown): string;
}

/** `$1` is always the company: every statement names it. */
export function params(orgId: string): Params {
  const values: unknown[] = [orgId];
  return Object.assign((value: unknown) => `$${values.push(value)}`, { values });
}
