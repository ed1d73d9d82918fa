/** A place that takes files: dropped anywhere on it, or pasted while it has nothing to type into. */
import { useEffect, useRef, useState, type DragEvent, type ReactElement, type ReactNode } from 'react';
import { Icon } from '../ui/icons.tsx';
import styles from './files.module.css';

interface Props {
  readonly className?: string;
  readonly label: string;
  readonly disabled?: boolean;
  /** Pasting works for the whole page, so only the outermost place listens to it. */
  readonly paste?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

export function FileDrop({ className, label, disabled, paste = true, onFiles, children }: Props): ReactElement {
  const [over, setOver] = useState(false);
  // Entering a child fires before leaving its parent: a count tells when the drag is really gone.
  const depth = useRef(0);
  const latest = useRef(onFiles);
  latest.current = onFiles;

  useEffect(() => {
    if (disabled || !paste) return;
    const onPaste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      // A text pasted into a field stays a text, even when the clipboard holds its picture too.
      if (files.length === 0 || event.defaultPrevented || event.clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [disabled, paste]);

  if (disabled) return <div className={className}>{children}</div>;
  return (
    <div
      className={className}
      data-over={over || undefined}
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        // The innermost place under the pointer is the one that takes; those around it step back.
        event.stopPropagation();
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDragLeave={(event) => {
        if (!hasFiles(event)) return;
        event.stopPropagation();
        depth.current -= 1;
        if (depth.current <= 0) setOver(false);
      }}
      onDropCapture={() => {
        depth.current = 0;
        setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event) || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && (
        <div className={styles.over} aria-hidden="true">
          <Icon name="upload" size={28} />
          <b>{label}</b>
        </div>
      )}
    </div>
  );
}
