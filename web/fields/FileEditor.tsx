/** One uploaded file as the value of a field: shown by name, replaced by another, dropped or chosen. */
import { Anchor, Button, FileButton, Group, Input, Progress, Text } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { sendFile } from '../files/send.ts';
import { useT } from '../i18n.tsx';
import { cardMessages } from '../messages/card.ts';
import { inputProps, type EditorProps } from './editor.ts';
import { asReference } from './values.ts';

export function FileEditor(p: EditorProps): ReactElement {
  const t = useT(cardMessages);
  const [share, setShare] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const current = asReference(p.value);
  const { label, withAsterisk } = { label: p.label, ...inputProps(p) };

  const take = (file: File | null): void => {
    if (!file) return;
    setFailure(null);
    setShare(0);
    sendFile(file, { onProgress: setShare })
      .then((sent) => p.onChange({ id: sent.id, label: sent.name, size: sent.size, type: sent.type }))
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)))
      .finally(() => setShare(null));
  };

  return (
    <Input.Wrapper label={label} labelElement="div" withAsterisk={withAsterisk} error={p.error ?? failure} size="xs">
      <Group gap="xs" data-path={p.path}>
        {current && (
          <Anchor size="sm" href={`/api/v1/files/${current.id}?download=1`}>
            {current.label}
          </Anchor>
        )}
        <FileButton onChange={take}>
          {(props) => (
            <Button {...props} variant="default" size="compact-xs" disabled={share !== null} autoFocus={p.autoFocus}>
              {t(current ? 'file.replace' : 'file.choose')}
            </Button>
          )}
        </FileButton>
        {share !== null && <Progress value={share * 100} w={120} aria-label={t('file.sending', { name: p.label })} />}
        {share !== null && <Text size="xs" c="dimmed">{Math.round(share * 100)} %</Text>}
      </Group>
    </Input.Wrapper>
  );
}
