/** Reports: questions about catalogs and documents, answered by groups and totals that the caller may see. */
export interface Report<N extends string = string> {
  readonly kind: 'report';
  readonly name: N;
  /** A catalog, a document type, or 'document' for all types together. */
  readonly source: string;
  /** Field names whose values make the rows of the answer. */
  readonly groupBy: readonly string[];
  /** Totals beside the count: sums of amount fields. */
  readonly sums?: readonly string[];
  /** A filter that always holds, in the form of the lists. */
  readonly filter?: Readonly<Record<string, unknown>>;
}
export const report = <const N extends string>(name: N, o: Omit<Report, 'kind' | 'name'>): Report<N> => ({ kind: 'report', name, ...o });
