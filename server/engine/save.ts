/** Creating and changing rows. What happens on save is told here, in order. */
import type { Actor } from '../../kernel/access.ts';
import { writableFields, type Entity } from '../../kernel/declarations.ts';
import { firstStage, headerFields } from '../../kernel/document.ts';
import { Forbidden, Invalid, NotFound, Refused, invalid, refused, type FieldError } from '../../kernel/errors.ts';
import { isUuid, uuidv7 } from '../../kernel/uuid.ts';
import { systemFields } from '../../kernel/catalog.ts';
import type { Caller, Context, Values } from '../context.ts';
import type { Tx } from '../db/transaction.ts';
import { accessSql } from './access.ts';
import { conflictWith } from './conflict.ts';
import { isNumberedAt, nextNumber } from './numbering.ts';
import { params } from './params.ts';
import { post } from './post.ts';
import { checkCircle, checkReferences, referencesIn, saveLinks } from './references.ts';
import { rowJson } from './row-json.ts';
import { tableOf } from './storage.ts';
import { changedNames, insertRow, keptFields, lock, updateRow, type Locked } from './stored.ts';
import { checkFields, isVersion, parseFields } from './value.ts';
import { write, type Written } from './write.ts';

type Body = Readonly<Record<string, unknown>>;

const computedFields = { ...systemFields, number: headerFields.number };

/** `YYYY-MM-DD` of a moment where the person is. */
export const dayOf = (moment: Date, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);

/** Creates a row. The body holds its fields and, when the client made one, its `id`. Throws Invalid, Refused, Forbidden. */
export function create(ctx: Context, caller: Caller, entity: Entity, body: Body): Promise<Written> {
  const { actor } = caller;
  const id = idOf(body);
  const parsed = parseFields(writableFields(entity), withDefaults(ctx, actor, entity, body), { partial: false, known: ['id', 'attributes'], computed: computedFields });
  parsed.errors.push(...attributesErrors(body));
  if (parsed.errors.length > 0) throw new Invalid(parsed.errors);
  const stage = entity.kind === 'document' ? firstStage(entity) : null;
  const values = computed(entity, { ...emptyComputed(entity), ...parsed.values }, id, stage, 1);
  refuseSave(entity, values, id, stage, 1);

  return write(ctx, caller, 'create', async (tx) => {
    await checkReferences(ctx, tx, actor, referencesIn(entity, values, Object.keys(values)));
    await checkCircle(tx, entity, id, values);
    if (entity.kind === 'document' && stage && isNumberedAt(entity, stage, false)) values.number = await nextNumber(tx, entity, String(values.date));
    const marks = entity.kind === 'document' && stage ? { stage, closed: entity.stages[stage]?.closed ?? false } : {};
    const [, , row] = await Promise.all([
      insertRow(tx, entity, id, values, marks, attributesOf(body)),
      saveLinks(tx, entity, id, null, values),
      answerRow(ctx, tx, actor, entity, id, 'create'),
    ]);
    if (entity.kind === 'document' && stage && entity.post) await post(ctx, tx, entity, id, String(values.date), entity.post(asDocument(values, id, entity.name, stage, 1)), { isNew: true });
    await ctx.saved[entity.name]?.(tx, { id, before: null, after: values }, actor);
    const after = withoutEmpty({ ...values, ...(stage ? { stage } : {}) });
    return { body: row, status: 201, changes: [{ entity: entity.name, id, action: 'create', version: 1, before: null, after }] };
  });
}

/** Changes fields of a row whose `version` the caller read. Throws Conflict when somebody was faster. */
export function update(ctx: Context, caller: Caller, entity: Entity, id: string, body: Body): Promise<Written> {
  const { actor } = caller;
  const { version, ...rest } = body;
  const errors: FieldError[] = isVersion(version) ? [] : [{ path: 'version', code: 'version' }];
  const parsed = parseFields(writableFields(entity), rest, { partial: true, known: ['id', 'attributes'], computed: computedFields });
  errors.push(...parsed.errors, ...attributesErrors(body));
  if (rest.id !== undefined && String(rest.id).toLowerCase() !== id) errors.push({ path: 'id', code: 'computed' });
  if (errors.length > 0) throw new Invalid(errors);
  if (Object.keys(rest).length === 0) throw invalid('', 'empty');

  return write(ctx, caller, 'update', async (tx) => {
    const row = await lock(ctx, tx, actor, entity, id);
    mayChange(row);
    if (row.version !== version) throw await conflictWith(ctx, tx, entity, row, Number(version), parsed.values);
    const changed = await change(ctx, tx, actor, entity, row, parsed.values, row.stage);
    const body = await answerRow(ctx, tx, actor, entity, id);
    return { body, status: 200, changes: changed ? [{ entity: entity.name, id, action: 'update' as const, version: row.version + 1, ...changed }] : [] };
  });
}

/**
 * Writes new values over a locked row, for an update and for a move to another stage alike: computes, refuses,
 * checks references, stores, links, posts. Gives the changed values before and after; null when nothing changes.
 */
export async function change(ctx: Context, tx: Tx, actor: Actor, entity: Entity, row: Locked, given: Values, stage: string | null): Promise<{ before: Values; after: Values } | null> {
  const moved = stage !== row.stage;
  const version = row.version + 1;
  const values = computed(entity, { ...row.values, ...given }, row.id, stage, version);
  let names = changedNames(entity, row.values, values);
  if (names.length === 0 && !moved) return null;
  // A changed field can make another wrong (the kind of counterparty and its INN), so the rules see the whole row;
  // what was wrong before and is not touched (a requisite taken in by an import) does not stand in the way.
  const fields = keptFields(entity);
  const before = new Set(checkFields(fields, row.values, Object.keys(fields)).map((e) => e.path));
  const wrong = checkFields(fields, values, Object.keys(fields)).filter((e) => names.includes(e.path) || !before.has(e.path));
  if (wrong.length > 0) throw new Invalid(wrong);
  refuseSave(entity, values, row.id, stage, version);
  await checkReferences(ctx, tx, actor, newReferences(entity, row.values, values, names));
  if (entity.kind === 'catalog' && entity.tree && names.includes(entity.tree)) await checkCircle(tx, entity, row.id, values);
  if (entity.kind === 'document' && stage && isNumberedAt(entity, stage, Boolean(values.number))) {
    values.number = await nextNumber(tx, entity, String(values.date));
    names = [...names, 'number'];
  }
  const marks = moved && entity.kind === 'document' && stage ? { stage, closed: entity.stages[stage]?.closed ?? false } : {};
  await Promise.all([updateRow(tx, entity, row.id, names, values, marks), saveLinks(tx, entity, row.id, row.values, values)]);
  if (entity.kind === 'document' && stage && entity.post) await post(ctx, tx, entity, row.id, String(values.date), entity.post(asDocument(values, row.id, entity.name, stage, version)));
  await ctx.saved[entity.name]?.(tx, { id: row.id, before: row.values, after: values }, actor);
  const pick = (from: Values, at: string | null): Values => ({ ...Object.fromEntries(names.map((n) => [n, from[n] ?? null])), ...(moved ? { stage: at } : {}) });
  return { before: pick(row.values, row.stage), after: pick(values, stage) };
}

/** A row in the trash is not changed; one that the caller may only read is not either. */
export function mayChange(row: Locked): void {
  if (row.deletedAt) throw refused('deleted');
  if (!row.mayUpdate) throw new Forbidden();
}

/** The row as the caller now sees it. After a creation, `create` rules are asked of the new row as it is stored. */
export async function answerRow(ctx: Context, tx: Tx, actor: Actor, entity: Entity, id: string, verb: 'read' | 'create' = 'read'): Promise<string> {
  const p = params(actor.orgId);
  const { json, joins } = rowJson(ctx, entity, actor, p);
  const allowed = verb === 'create' ? `, coalesce(${accessSql(ctx, entity, 'create', actor, p)}, false) as allowed` : '';
  const [row] = await tx.query<{ json: string; allowed?: boolean }>(`select ${json} as json${allowed} from ${tableOf(entity)} t ${joins} where t.org_id = $1 and t.id = ${p(id)}`, p.values);
  if (!row) throw new NotFound(`${entity.name} ${id}`);
  if (row.allowed === false) throw new Forbidden();
  return row.json;
}

function idOf(body: Body): string {
  if (body.id === undefined || body.id === null) return uuidv7();
  if (typeof body.id !== 'string' || !isUuid(body.id)) throw invalid('id', 'type', { expected: 'id (UUID)' });
  return body.id.toLowerCase();
}

/** Attributes are the company's own fields; until it has defined some there are none to give. */
const attributesErrors = (body: Body): { path: string; code: string; params?: Record<string, string> }[] => {
  const given = body.attributes;
  if (given === undefined || given === null) return [];
  if (typeof given !== 'object' || Array.isArray(given)) return [{ path: 'attributes', code: 'type', params: { expected: 'object' } }];
  return Object.keys(given).map((name) => ({ path: `attributes.${name}`.slice(0, 200), code: 'unknownField' }));
};
const attributesOf = (body: Body): Values => ({ ...(body.attributes as Values | null | undefined) }); // as: attributesErrors has refused everything else

function withDefaults(ctx: Context, actor: Actor, entity: Entity, body: Body): Body {
  if (entity.kind === 'catalog') return entity.ownedBy && body[entity.ownedBy] === undefined ? { ...body, [entity.ownedBy]: actor.id } : body;
  return { ...body, owner: body.owner ?? actor.id, date: body.date ?? dayOf(ctx.now(), actor.timeZone) };
}

const emptyComputed = (entity: Entity): Values => Object.fromEntries(Object.entries(keptFields(entity)).flatMap(([name, f]) => (f.computed ? [[name, null]] : [])));

/** Stored values as the functions of a declaration take them. */
export const asDocument = (values: Values, id: string, type: string, stage: string, version: number): never => ({ ...values, id, type, stage, version }) as never; // as: a row of the very type whose function gets it

function computed(entity: Entity, values: Values, id: string, stage: string | null, version: number): Values {
  const found = entity.kind === 'catalog' ? entity.compute?.(values as never) : entity.compute?.(asDocument(values, id, entity.name, stage ?? '', version));
  return found ? { ...values, ...found } : values;
}

function refuseSave(entity: Entity, values: Values, id: string, stage: string | null, version: number): void {
  const no = entity.kind === 'catalog' ? entity.refuse?.(values as never, 'save') : entity.refuse?.(asDocument(values, id, entity.name, stage ?? '', version), (stage ?? '') as never);
  if (no) throw new Refused(no);
}

/** References that stand in a changed field and were not there before: an old one stays though its target has gone. */
function newReferences(entity: Entity, before: Values, after: Values, names: readonly string[]): ReturnType<typeof referencesIn> {
  const known = new Set(referencesIn(entity, before, names).map((r) => `${r.name}|${r.id}`));
  return referencesIn(entity, after, names).filter((r) => !known.has(`${r.name}|${r.id}`));
}

const withoutEmpty = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && v.length === 0)));
