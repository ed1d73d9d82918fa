/** What the documents of a dossier have in common: who may do what, and the stages of an event that is planned and then happens. */
import { assignee, assigneeTeam, author, company, everyone, owner, right, team, through } from '../../kernel/access.ts';
import type { Access } from '../../kernel/access.ts';

export const dossierAccess: Access = {
  read: [owner, assignee, author, team, assigneeTeam, company, through('counterparty')],
  create: [everyone],
  update: [owner, assignee, author, team, assigneeTeam, right('documents')],
  delete: [owner, author, team, right('documents')],
};

export const plannedStages = {
  planned: { colour: 'blue', next: ['done', 'cancelled'] },
  done: { colour: 'green', next: ['planned'], closed: true },
  cancelled: { colour: 'grey', next: ['planned'], closed: true },
} as const;

/** An event may not end before it starts. */
export const endsAfterStart = (d: { startsAt: string | null; endsAt: string | null }): { code: string } | null =>
  d.startsAt && d.endsAt && Date.parse(d.endsAt) < Date.parse(d.startsAt) ? { code: 'endsBeforeStart' } : null;
