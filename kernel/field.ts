/**
 * Fields: what a catalog row, a document or a line of one consists of.
 * A field is declared once; validation, column, type, form, list, filter, journal and OpenAPI follow from it.
 */

/** An id of a row of catalog N. A plain UUID string at run time. */
export type Ref<N extends string = string> = string & { readonly of?: N };

export type FieldKind =
  | 'text' // one line
  | 'longText' // several lines
  | 'integer'
  | 'decimal' // exact, a string on the wire: quantities, rates
  | 'money' // exact, a string on the wire, in units of the currency with two decimals
  | 'date' // 'YYYY-MM-DD'
  | 'datetime' // ISO 8601 with offset; stored as timestamptz
  | 'flag'
  | 'choice' // one of `options`
  | 'choices' // several of `options`
  | 'ref' // id of a row of catalog `target` (or of any document when target is 'document')
  | 'refs' // several ids
  | 'file' // id of an uploaded file
  | 'colour' // '#rrggbb'
  | 'list'; // rows with fields of their own (`of`)

/** Why a value is refused: a key of the message catalogue below `error.`, and what its text needs. */
export interface Problem {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface Field<T = unknown, R extends boolean = boolean> {
  readonly kind: FieldKind;
  readonly required: R;
  /** Type only; never set. */
  readonly t?: T;
  /** Longest text in characters, or most items of a list. */
  readonly max?: number;
  readonly min?: number;
  readonly options?: readonly string[];
  readonly target?: string;
  /** For a ref to `classifier-item`: the key of the classifier whose items are allowed. */
  readonly classifier?: string;
  readonly of?: Fields;
  /** Value of a new row when the caller gives none. */
  readonly initial?: T;
  /** Set by the engine or by `compute`; a caller may not. */
  readonly computed?: boolean;
  /** How the form and the grid treat a text: an e-mail address, a telephone, a link. */
  readonly format?: 'email' | 'phone' | 'url' | 'mono';
  /** Brings a value into the one spelling that is stored (`8 (495) …` → `+7495…`). */
  normalize?(value: NonNullable<T>): NonNullable<T>;
  /** Says why a value (with its row beside it, for rules across fields) is wrong. Pure. */
  check?(value: NonNullable<T>, row: Readonly<Record<string, unknown>>): Problem | null;
}

export type Fields = Readonly<Record<string, Field<any, boolean>>>; // any: a field's value type is variant in both directions through `check`

type Value<F> = F extends Field<infer T, infer R> ? (R extends true ? T : T | null) : never;
/** The values of a row with these fields. */
export type Row<F extends Fields> = { [K in keyof F]: Value<F[K]> };

type Options<T, R extends boolean> = { required?: R } & Partial<
  Pick<Field<T>, 'max' | 'min' | 'initial' | 'computed' | 'format' | 'normalize' | 'check'>
>;

const make =
  <T>(kind: FieldKind, fixed: Partial<Field<T>> = {}) =>
  <R extends boolean = false>(o: Options<T, R> = {}): Field<T, NoInfer<R>> =>
    ({ ...fixed, ...o, kind, required: (o.required ?? false) as R }); // as: an absent option is the type's default, false

export const text = make<string>('text', { max: 500 });
export const longText = make<string>('longText', { max: 100_000 });
export const integer = make<number>('integer', { min: -2_147_483_648 });
export const decimal = make<string>('decimal');
export const money = make<string>('money');
export const date = make<string>('date');
export const datetime = make<string>('datetime');
export const flag = make<boolean>('flag');
export const colour = make<string>('colour');
export const file = make<Ref<'file'>>('file');

export const choice = <const V extends string, R extends boolean = false>(options: readonly V[], o: Options<V, R> = {}): Field<V, NoInfer<R>> => ({
  ...make<V>('choice')(o),
  options,
});

export const choices = <const V extends string, R extends boolean = false>(options: readonly V[], o: Options<V[], R> = {}): Field<V[], NoInfer<R>> => ({
  ...make<V[]>('choices', { max: options.length })(o),
  options,
});

export const ref = <const N extends string, R extends boolean = false>(target: N, o: Options<Ref<N>, R> = {}): Field<Ref<N>, NoInfer<R>> => ({
  ...make<Ref<N>>('ref')(o),
  target,
});

export const refs = <const N extends string, R extends boolean = false>(target: N, o: Options<Ref<N>[], R> = {}): Field<Ref<N>[], NoInfer<R>> => ({
  ...make<Ref<N>[]>('refs', { max: 100 })(o),
  target,
});

/** An item of the classifier with this key (region, industry, source, …). */
export const classified = <R extends boolean = false>(classifier: string, o: Options<Ref<'classifier-item'>, R> = {}): Field<Ref<'classifier-item'>, NoInfer<R>> => ({
  ...ref('classifier-item', o),
  classifier,
});

/** Rows inside a row: phones of a counterparty, lines of an invoice. Always an array; empty when none. */
export const list = <const L extends Fields>(of: L, o: { max?: number } = {}): Field<Row<L>[], true> => ({ kind: 'list', required: true, max: o.max ?? 50, of });
