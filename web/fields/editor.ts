/** What every editor of a field is given. */
import type { Entity } from '../../kernel/declarations.ts';
import type { Field } from '../../kernel/field.ts';
import type { Values } from './values.ts';

export interface EditorProps {
  readonly entity: Pick<Entity, 'name'>;
  /** Where the value stands: `name`, `phones.0.number`; problems of the server are told by it. */
  readonly path: string;
  readonly field: Field;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** The person has left the field: time to tidy the value up and to check it. */
  readonly onBlur?: () => void;
  readonly error?: string;
  /** Inside a table of lines the column says the name; the input carries it for screen readers only. */
  readonly bare?: boolean;
  readonly autoFocus?: boolean;
  /** The row as it is in the form: pickers narrow their offers by it. */
  readonly row?: Values;
}

/** Properties that Mantine's inputs share. An input without a visible label gets its name as `aria-label`. */
export const inputProps = (p: EditorProps) => ({
  ...(p.bare ? { 'aria-label': p.label } : { label: p.label }),
  withAsterisk: p.field.required && !p.bare && p.field.kind !== 'flag',
  error: p.error,
  'data-path': p.path,
  'data-autofocus': p.autoFocus || undefined,
  autoFocus: p.autoFocus,
  size: 'xs' as const,
});
