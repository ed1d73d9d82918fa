/** Registers: what documents do to goods, money and time. Movements belong to a document; balances are kept with them. */
import type { Fields, Row } from './field.ts';

export interface Register<N extends string = string, D extends Fields = Fields, A extends Fields = Fields> {
  readonly kind: 'register';
  readonly name: N;
  /** Dimensions: references and texts. */
  readonly by: D;
  /** Amounts that add up: integer, decimal or money. */
  readonly amounts: A;
  /** Lower bounds of a balance; a CHECK constraint in the database says the same. */
  readonly atLeast?: Readonly<Partial<Record<string, string | 0>>>;
}

export const register = <const N extends string, const D extends Fields, const A extends Fields>(
  name: N,
  o: { by: D; amounts: A; atLeast?: { [K in keyof A & string]?: NoInfer<keyof A & string> | 0 } },
): Register<N, D, A> => ({ kind: 'register', name, ...o });

/** One movement: the dimensions, and by how much each amount changes. */
export interface Movement {
  readonly register: string;
  readonly by: Readonly<Record<string, unknown>>;
  readonly amounts: Readonly<Record<string, number | string>>;
}

export const move = <N extends string, D extends Fields, A extends Fields>(
  r: Register<N, D, A>,
  by: Row<D>,
  amounts: { [K in keyof A]?: number | string },
): Movement => ({ register: r.name, by, amounts: amounts as Movement['amounts'] }); // as: optional keys hold no undefined when read
