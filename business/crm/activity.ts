import { integer, ref } from '../../kernel/field.ts';
import { move, register, type Movement } from '../../kernel/register.ts';
import { report } from '../../kernel/report.ts';

/** Work done with counterparties: each finished call, meeting, trip and letter counts once, for who did it and with whom. */
export const Activity = register('activity', {
  by: { counterparty: ref('counterparty', { required: true }), employee: ref('employee', { required: true }) },
  amounts: { calls: integer({ required: true }), meetings: integer({ required: true }), trips: integer({ required: true }), letters: integer({ required: true }) },
  atLeast: { calls: 0, meetings: 0, trips: 0, letters: 0 },
});

/** The movement of a finished event: one more of its kind. Nothing while it is not finished, or when it is with nobody. */
export const worked = (
  kind: keyof typeof Activity.amounts,
  d: { stage: string; counterparty: string | null; owner: string; assignee: string | null },
  finished: readonly string[],
): Movement[] =>
  d.counterparty && finished.includes(d.stage) ? [move(Activity, { counterparty: d.counterparty, employee: d.assignee ?? d.owner }, { [kind]: 1 })] : [];

/** Documents of the dossier by who is responsible, type and stage. */
export const ActivityReport = report('activity', { source: 'document', groupBy: ['owner', 'type', 'stage'] });
/** Counterparties by group. */
export const GroupsReport = report('counterparty-groups', { source: 'counterparty', groupBy: ['group'] });
