/** What stands in place of content: nothing yet, something wrong, still coming. Each says what to do next. */
import { Button } from '@mantine/core';
import { Component, useEffect, useState, type ReactNode } from 'react';
import { ApiProblem } from '../api.ts';
import { useT } from '../i18n.tsx';
import { shellMessages } from '../messages/shell.ts';
import { Icon, type IconName } from './icons.tsx';
import css from './states.module.css';

/** A calm middle of an empty place: what it is, and what to do. */
export function Empty({ icon = 'inbox', title, detail, children }: { icon?: IconName; title: string; detail?: string; children?: ReactNode }) {
  return (
    <div className={css.state}>
      <span className={css.sign}><Icon name={icon} size={26} /></span>
      <h2>{title}</h2>
      {detail && <p>{detail}</p>}
      {children && <div className={css.ways}>{children}</div>}
    </div>
  );
}

/** Something failed: what it was in the reader's language, and a way on. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const t = useT(shellMessages);
  const problem = error instanceof ApiProblem ? error : null;
  const offline = problem?.status === 0;
  return (
    <div role="alert" className={css.fill}>
      <Empty icon={offline ? 'cloud-off' : 'alert'} title={problem?.title || t('trouble')} detail={offline ? t('trouble.offline') : problem?.detail || t('trouble.screen.detail')}>
        {again && <Button variant="light" leftSection={<Icon name="refresh" />} onClick={again}>{t('trouble.again')}</Button>}
      </Empty>
    </div>
  );
}

export function NoPage() {
  const t = useT(shellMessages);
  return (
    <Empty icon="map" title={t('trouble.page')} detail={t('trouble.page.detail')}>
      <Button component="a" href="/c/counterparty" variant="light">{t('trouble.home')}</Button>
    </Empty>
  );
}

/** Rows of grey bars where text will stand. They appear only when the wait can be noticed. */
export function Shape({ rows = 8 }: { rows?: number }) {
  const t = useT(shellMessages);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 120);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={css.shape} role="status" aria-label={t('loading')}>
      {late && Array.from({ length: rows }, (_, index) => <i key={index} style={{ width: `${[72, 54, 86, 63, 40, 78][index % 6]}%` }} />)}
    </div>
  );
}

/** Keeps a fault of one screen from taking the others with it. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    return this.state.error === null ? this.props.children : <Fault error={this.state.error} again={() => this.setState({ error: null })} />;
  }
}

/** The way on after a fault of a screen. */
export function Fault({ error, again }: { error: unknown; again: () => void }) {
  const t = useT(shellMessages);
  // A screen's file that is gone means that the server was updated since this page was opened.
  const updated = error instanceof TypeError && /import/i.test(error.message);
  return (
    <div role="alert" className={css.fill}>
      <Empty icon={updated ? 'refresh' : 'alert'} title={t(updated ? 'trouble.update' : 'trouble.screen')} detail={t(updated ? 'trouble.update.detail' : 'trouble.screen.detail')}>
        <Button variant="light" leftSection={<Icon name="refresh" />} onClick={() => (updated ? location.reload() : again())}>{t('trouble.again')}</Button>
      </Empty>
    </div>
  );
}
