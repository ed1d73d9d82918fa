/**
 * Who may do what, as values. One list of rules filters a list, guards a record and tells the client `can`;
 * rules of a list are joined by "or". The server turns them into SQL (server/engine/access.ts): the only evaluator.
 */
export type Rule =
  | { readonly rule: 'everyone' }
  | { readonly rule: 'nobody' }
  /** The row's person in `field` is the caller. */
  | { readonly rule: 'person'; readonly field: string }
  /** The row's person in `field` works in a department (or below it) that the caller's role lets them see. */
  | { readonly rule: 'team'; readonly field: string }
  /** The caller's role sees the whole company. */
  | { readonly rule: 'company' }
  | { readonly rule: 'role'; readonly name: RoleKey }
  | { readonly rule: 'right'; readonly name: Right }
  /** Whoever may read the catalog row that `field` refers to. */
  | { readonly rule: 'through'; readonly field: string };

/** Roles that every company starts with; administrators may add others, which work through scope and rights. */
export const roleKeys = ['administrator', 'director', 'head', 'manager', 'storekeeper', 'accountant', 'engineer'] as const;
export type RoleKey = (typeof roleKeys)[number];

/** What a role may do besides reading and writing its own rows. */
export const rights = ['people', 'classifiers', 'groups', 'trash', 'journal', 'counterparties', 'documents'] as const;
export type Right = (typeof rights)[number];

/** How far a role sees: own rows, rows of the department and those below it, or the whole company. */
export const scopes = ['own', 'team', 'company'] as const;
export type Scope = (typeof scopes)[number];

export const everyone: Rule = { rule: 'everyone' };
export const nobody: Rule = { rule: 'nobody' };
export const owner: Rule = { rule: 'person', field: 'owner' };
export const assignee: Rule = { rule: 'person', field: 'assignee' };
export const author: Rule = { rule: 'person', field: 'createdBy' };
export const team: Rule = { rule: 'team', field: 'owner' };
export const assigneeTeam: Rule = { rule: 'team', field: 'assignee' };
export const company: Rule = { rule: 'company' };
export const role = (name: RoleKey): Rule => ({ rule: 'role', name });
export const right = (name: Right): Rule => ({ rule: 'right', name });
export const through = (field: string): Rule => ({ rule: 'through', field });

export interface Access {
  readonly read: readonly Rule[];
  readonly create: readonly Rule[];
  readonly update: readonly Rule[];
  readonly delete: readonly Rule[];
}

/** The person on whose behalf a request runs, with what their roles give them. */
export interface Actor {
  readonly id: string;
  readonly orgId: string;
  readonly name: string;
  readonly language: 'ru' | 'en';
  readonly timeZone: string;
  readonly roles: readonly string[];
  readonly rights: readonly string[];
  readonly scope: Scope;
  /** Ids of the people whose rows the scope 'team' opens: the caller's department and those below it. */
  readonly team: readonly string[];
}
