/** The editor of a field, whichever kind it is: the one place that knows which editor belongs to which kind. */
import { memo, type ReactElement } from 'react';
import type { FieldKind } from '../../kernel/field.ts';
import { ChoiceEditor, ChoicesEditor, ColourEditor, FlagEditor } from './ChoiceEditor.tsx';
import { ClassifierPicker } from './ClassifierPicker.tsx';
import { DateEditor } from './DateEditor.tsx';
import type { EditorProps } from './editor.ts';
import { FileEditor } from './FileEditor.tsx';
import { ListEditor } from './ListEditor.tsx';
import { RefPicker } from './RefPicker.tsx';
import './mantine.css';
import { RefsEditor } from './RefsEditor.tsx';
import { LongTextEditor, NumberEditor, TextEditor } from './TextEditor.tsx';

export interface FieldEditorProps extends Omit<EditorProps, 'onBlur' | 'error'> {
  /** What is wrong, by path: this field's own message and those of its lines. */
  readonly errors: ReadonlyMap<string, string>;
  readonly onLeave: (path: string) => void;
}

const editors: Readonly<Record<Exclude<FieldKind, 'list' | 'ref'>, (p: EditorProps) => ReactElement>> = {
  text: TextEditor,
  longText: LongTextEditor,
  integer: NumberEditor,
  decimal: NumberEditor,
  money: NumberEditor,
  date: DateEditor,
  datetime: DateEditor,
  flag: FlagEditor,
  choice: ChoiceEditor,
  choices: ChoicesEditor,
  colour: ColourEditor,
  refs: RefsEditor,
  file: FileEditor,
};

export const FieldEditor = memo(function FieldEditor({ errors, onLeave, ...p }: FieldEditorProps): ReactElement {
  const props: EditorProps = { ...p, error: errors.get(p.path), onBlur: () => onLeave(p.path) };
  const { kind, classifier } = p.field;
  if (kind === 'list') return <ListEditor {...props} errors={errors} onLeave={onLeave} />;
  if (kind === 'ref') return classifier ? <ClassifierPicker {...props} /> : <RefPicker {...props} />;
  const Editor = editors[kind];
  return <Editor {...props} />;
});
