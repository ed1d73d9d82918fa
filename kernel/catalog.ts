/** Catalogs: things that are. One table each, with the declared fields as columns. */
import type { Access } from './access.ts';
import type { Field, Fields, Problem, Row } from './field.ts';
import { datetime, integer, ref } from './field.ts';

/** Fields that the engine keeps on every row, of catalogs and documents alike. */
export const systemFields = {
  version: integer({ computed: true }),
  createdAt: datetime({ computed: true }),
  createdBy: ref('employee', { computed: true }),
  updatedAt: datetime({ computed: true }),
  updatedBy: ref('employee', { computed: true }),
  deletedAt: datetime({ computed: true }),
  deletedBy: ref('employee', { computed: true }),
} as const;

export interface ListDefaults<C extends string = string> {
  readonly columns: readonly C[];
  readonly filters?: readonly C[];
  /** As in the address: `-date,name`. */
  readonly sort?: string;
}

// The functions are written as methods: a list of declarations holds catalogs of all field sets.
export interface Catalog<N extends string = string, F extends Fields = Fields> {
  readonly kind: 'catalog';
  readonly name: N;
  readonly fields: F;
  /** The field that names the row in references and headings. */
  readonly label: keyof F & string;
  /** Fields that tell rows of one name apart in search and pickers; `positions.counterparty` reaches into a list. */
  readonly hint?: readonly string[];
  /** Rows that others refer to cannot be deleted. */
  readonly keptWhileUsed?: boolean;
  /** The field that refers to the parent row, when rows form a tree; circles are refused. */
  readonly tree?: keyof F & string;
  /** What search finds: words by part, numbers by digits in any spelling. */
  search?(row: Readonly<Row<F>>): { words: readonly (string | null | undefined)[]; numbers?: readonly (string | null | undefined)[] };
  /** Keys that two rows about the same thing share; used for the duplicate warning. */
  duplicateKeys?(row: Readonly<Row<F>>): readonly string[];
  compute?(row: Readonly<Row<F>>): Partial<Row<F>>;
  /** Why this row may not be saved (or deleted); null when it may. */
  refuse?(row: Readonly<Row<F>>, doing: 'save' | 'delete'): Problem | null;
  readonly access: Access;
  readonly list: ListDefaults<(keyof F & string) | keyof typeof systemFields>;
  /** The caller's own id goes into this field of a new row when they give none. */
  readonly ownedBy?: keyof F & string;
}

export const catalog = <const N extends string, const F extends Fields>(name: N, o: Omit<Catalog<N, F>, 'kind' | 'name'>): Catalog<N, F> => ({
  kind: 'catalog',
  name,
  ...o,
});

/** True for a value that a field holds as several: its empty value is an empty array, not null. */
export const isMany = (f: Field): boolean => f.kind === 'list' || f.kind === 'refs' || f.kind === 'choices';
