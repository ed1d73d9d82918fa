/** Where somebody is signed in, and the way to end it: one's own sessions, and an administrator's look at another person's. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type DataRow } from '../api.ts';
import { cache } from '../cache.ts';
import { useFormats, useT } from '../i18n.tsx';
import { adminMessages } from '../messages/admin.ts';
import { Icon } from '../ui/icons.tsx';
import { note, noteTrouble } from '../ui/notes.tsx';
import { Shape, Trouble } from '../ui/states.tsx';
import css from './admin.module.css';
import { Ask } from './Ask.tsx';
import { deviceOf } from './device.ts';
import { nameOf } from './rows.ts';

interface Session {
  readonly id: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly userAgent: string;
  readonly ip: string;
  readonly current?: boolean;
}

export const sessionsKey = (person: string) => ['sessions', person] as const;

function useSessions(person: string, path: string) {
  return useQuery({ queryKey: sessionsKey(person), queryFn: ({ signal }) => api.get<{ rows: readonly Session[] }>(path, undefined, { signal }), staleTime: 0 });
}

function SessionLine({ session, onEnd }: { session: Session; onEnd?: () => void }) {
  const t = useT(adminMessages);
  const formats = useFormats();
  const device = deviceOf(session.userAgent);
  const name = device ? t('session.device', { browser: device.browser, system: device.system }) : t('session.unknown');
  return (
    <li className={css.session}>
      <Icon name={device?.phone ? 'phone' : 'monitor'} size={18} />
      <span className={css.rowMain}>
        <b>{name}{session.current && <i className={css.tag} data-ok>{t('session.current')}</i>}</b>
        <span title={session.userAgent}>{[t('session.seen', { when: formats.ago(session.lastSeenAt) }), t('session.since', { when: formats.moment(session.createdAt) }), session.ip].join(' · ')}</span>
      </span>
      {onEnd && <Button size="compact-xs" variant="default" aria-label={t('session.end.label', { device: name })} onClick={onEnd}>{t('session.end')}</Button>}
    </li>
  );
}

export function PersonSessions({ person }: { person: DataRow }) {
  const t = useT(adminMessages);
  const path = `/catalogs/employee/${person.id}/sessions`;
  const sessions = useSessions(person.id, path);
  const [asking, setAsking] = useState(false);
  const rows = sessions.data?.rows ?? [];
  const endAll = async (): Promise<void> => {
    await api.delete(path);
    await cache.invalidateQueries({ queryKey: sessionsKey(person.id) });
    note({ text: t('sessions.ended', { name: nameOf(person) }) });
  };
  if (sessions.isError) return <Trouble error={sessions.error} again={() => void sessions.refetch()} />;
  if (sessions.isPending) return <Shape rows={2} />;
  return (
    <>
      <div className={css.blockHead}>
        <h4>{t('sessions')}</h4>
        {rows.length > 0 && <Button size="compact-xs" variant="default" leftSection={<Icon name="sign-out" size={14} />} onClick={() => setAsking(true)}>{t('sessions.endAll')}</Button>}
      </div>
      {rows.length === 0 ? <p className={css.dim}>{t('sessions.none')}</p> : <ul className={css.plain}>{rows.map((s) => <SessionLine key={s.id} session={s} />)}</ul>}
      {asking && <Ask title={t('sessions.endAll.title', { name: nameOf(person) })} text={t('sessions.endAll.text')} yes={t('sessions.endAll')} onYes={endAll} onClose={() => setAsking(false)} />}
    </>
  );
}

export function OwnSessions({ me }: { me: string }) {
  const t = useT(adminMessages);
  const sessions = useSessions(me, '/me/sessions');
  const rows = sessions.data?.rows ?? [];
  const others = rows.filter((s) => !s.current);
  const end = async (ended: readonly Session[]): Promise<void> => {
    try {
      for (const session of ended) await api.delete(`/me/sessions/${session.id}`);
      note({ text: t('session.ended') });
    } catch (error) {
      noteTrouble(error);
    }
    await cache.invalidateQueries({ queryKey: sessionsKey(me) });
  };
  if (sessions.isError) return <Trouble error={sessions.error} again={() => void sessions.refetch()} />;
  if (sessions.isPending) return <Shape rows={3} />;
  return (
    <>
      <ul className={css.plain}>
        {[...rows.filter((s) => s.current), ...others].map((s) => <SessionLine key={s.id} session={s} onEnd={s.current ? undefined : () => void end([s])} />)}
      </ul>
      {others.length > 1 && <Button size="xs" variant="default" leftSection={<Icon name="sign-out" size={14} />} onClick={() => void end(others)}>{t('session.others')}</Button>}
    </>
  );
}
