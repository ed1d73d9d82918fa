/** Open browsers: each gets the changes that it may see, soon after they are committed. */
import type { Actor } from '../../kernel/access.ts';
import { groupBy } from '../../kernel/group-by.ts';
import type { Context } from '../context.ts';
import { changesSince, type Page } from './feed.ts';

export interface Subscriber {
  readonly actor: Actor;
  mark: string;
  /** What was sent and may come again. */
  told: ReadonlySet<string>;
  send(page: Page): void;
  /** Ends the stream: the session was revoked, or the server stops. The browser comes back and signs in anew. */
  end(): void;
}

export interface Hub {
  add(subscriber: Subscriber): () => void;
  /** Something was committed in this company. */
  wake(orgId: string): void;
  /** Ends the streams of one person, of a company (people or roles changed), or all. Their browsers resume by their marks. */
  end(whose?: { readonly orgId: string; readonly employee?: string }): void;
  /** Grows with every `end`: a stream that was being opened meanwhile was meant too. */
  readonly endings: () => number;
  readonly size: () => number;
}

/** A person with more tabs than this loses the stream of the oldest; it asks again, and so do all by turns. */
const mostPerPerson = 20;

/** Changes that come close together travel together: at most this long after the first. */
const gather = 30;

export function createHub(ctx: Context): Hub {
  const byOrg = new Map<string, Set<Subscriber>>();
  const due = new Map<string, NodeJS.Timeout>();
  const running = new Set<string>();

  /** People who see the same (a person's own tabs, all with the scope of the company and the same rights) are asked for once. */
  const audience = (s: Subscriber): string =>
    `${s.mark}|${s.actor.scope === 'company' ? `company:${s.actor.roles.join()}:${s.actor.rights.join()}` : s.actor.id}`;

  /** While an older transaction runs the mark stands still, and the journal gives the same changes again: each is sent once. */
  const fresh = (s: Subscriber, page: Page): Page => {
    const keyOf = (c: Page['changes'][number]): string => `${c.id}/${c.version}`;
    const changes = page.changes.filter((c) => !s.told.has(keyOf(c)));
    // The next page begins at this page's mark or later: only what is on this page can come again.
    s.told = new Set(page.changes.map(keyOf));
    return { ...page, changes };
  };

  const deliver = async (orgId: string): Promise<void> => {
    if (running.has(orgId)) return schedule(orgId);
    running.add(orgId);
    try {
      for (const group of groupBy([...(byOrg.get(orgId) ?? [])], audience).values()) {
        const [first] = group;
        if (!first) continue;
        const page = await changesSince(ctx, first.actor, first.mark);
        for (const s of group) {
          const told = fresh(s, page);
          s.mark = page.mark;
          if (told.reset || told.changes.length > 0) s.send(told);
        }
      }
    } catch (error) {
      ctx.log('live changes were not delivered', { reason: error instanceof Error ? error.message : String(error) });
    } finally {
      running.delete(orgId);
    }
  };

  const schedule = (orgId: string): void => {
    if (due.has(orgId) || !byOrg.get(orgId)?.size) return;
    due.set(
      orgId,
      setTimeout(() => {
        due.delete(orgId);
        void deliver(orgId);
      }, gather),
    );
  };

  let endings = 0;

  return {
    add(subscriber) {
      const { orgId } = subscriber.actor;
      const set = byOrg.get(orgId) ?? new Set();
      set.add(subscriber);
      byOrg.set(orgId, set);
      const [oldest, ...others] = [...set].filter((s) => s.actor.id === subscriber.actor.id);
      if (others.length >= mostPerPerson) oldest?.end();
      return () => {
        set.delete(subscriber);
        if (set.size === 0 && byOrg.get(orgId) === set) byOrg.delete(orgId);
      };
    },
    wake: schedule,
    end(whose) {
      endings++;
      const sets = whose ? [byOrg.get(whose.orgId) ?? []] : [...byOrg.values()];
      for (const s of sets.flatMap((set) => [...set])) if (whose?.employee === undefined || s.actor.id === whose.employee) s.end();
    },
    endings: () => endings,
    size: () => [...byOrg.values()].reduce((n, set) => n + set.size, 0),
  };
}
