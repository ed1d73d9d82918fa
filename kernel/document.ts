/**
 * Documents: things that happen. All types share one header table, so that the dossier, the calendar, the to-do list,
 * search and reports are one query each. A type's own fields are kept beside the header as JSON, read and filtered alike.
 */
import type { Access } from './access.ts';
import type { ListDefaults, systemFields } from './catalog.ts';
import { date, datetime, longText, ref, text, type Fields, type Problem, type Row } from './field.ts';
import type { Movement } from './register.ts';

/** Fields of the header: columns of the table `document`. `type` and `stage` stand beside them. */
export const headerFields = {
  number: text({ computed: true, max: 100 }),
  date: date({ required: true }),
  title: text(),
  counterparty: ref('counterparty'),
  contact: ref('contact'),
  owner: ref('employee', { required: true }),
  assignee: ref('employee'),
  /** The document that this one belongs to: the letter of an attached file. */
  parent: ref('document'),
  startsAt: datetime(),
  endsAt: datetime(),
  due: datetime(),
  body: longText(),
} as const satisfies Fields;
export type HeaderFields = typeof headerFields;

export const stageColours = ['grey', 'blue', 'amber', 'green', 'red', 'violet'] as const;
export type StageColour = (typeof stageColours)[number];

export interface Stage<S extends string> {
  readonly colour: StageColour;
  /** Stages that one may move to from here. */
  readonly next: readonly S[];
  /** Nothing is left to do: the document is no longer open, and cannot be overdue. */
  readonly closed?: boolean;
}

export type Doc<F extends Fields, S extends string> = Readonly<Row<HeaderFields> & Row<F> & { id: string; type: string; stage: S; version: number }>;
type Column<F extends Fields> = (keyof F & string) | keyof HeaderFields | keyof typeof systemFields | 'stage' | 'type';

export interface Document<N extends string = string, F extends Fields = Fields, S extends string = string> {
  readonly kind: 'document';
  readonly name: N;
  /** `CALL-{yyyy}-{00000}`; none when documents of this type have no numbers. */
  readonly number?: string;
  /** The number is given when the document first reaches this stage; at creation when not said. */
  readonly numberedAt?: S;
  /** The type's own fields, beside the header. */
  readonly fields: F;
  /** Header fields that this type must have. */
  readonly requires?: readonly (keyof HeaderFields)[];
  /** Header fields that the form of this type shows, in order; own fields follow. */
  readonly form: readonly (keyof HeaderFields)[];
  /** The first is where a new document starts. */
  readonly stages: Readonly<Record<S, Stage<S>>>;
  /** The two keys that finish a document: the stage they lead to and the own field that takes the result. */
  readonly finish?: { readonly to: S; readonly result: keyof F & string };
  compute?(d: Doc<F, S>): Partial<Row<F> & Row<HeaderFields>>;
  /** Why the document may not be saved in this stage, or moved to it; null when it may. */
  refuse?(d: Doc<F, S>, to: S): Problem | null;
  post?(d: Doc<F, S>): Movement[];
  readonly access: Access & { readonly to?: Readonly<Partial<Record<S, Access['update']>>> };
  readonly list: ListDefaults<Column<F>>;
  /** Name of an icon of the one set. */
  readonly icon: string;
}

export const document = <const N extends string, const F extends Fields, const S extends string>(
  name: N,
  // Stage names are inferred from `stages` alone, so that a wrong one elsewhere is an error and not a new stage.
  o: Omit<Document<N, F, NoInfer<S>>, 'kind' | 'name' | 'stages'> & { stages: { readonly [K in S]: Stage<NoInfer<S>> } },
): Document<N, F, S> => ({ kind: 'document', name, ...o });

export type DocOf<D> = D extends Document<string, infer F, infer S> ? Doc<F, S> : never;

/** The stage in which a new document of this type starts. */
export const firstStage = (d: Document): string => Object.keys(d.stages)[0]!; // !: a type without stages does not compile
