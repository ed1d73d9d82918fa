/** The six errors. Throw anywhere, map once (server/http/problem.ts), never swallow. */
import type { Problem } from './field.ts';

export interface FieldError extends Problem {
  /** Where: `name`, `phones.0.number`. */
  readonly path: string;
}

/** 422: the request itself is wrong; each error names its field. */
export class Invalid extends Error {
  constructor(readonly errors: readonly FieldError[]) {
    super(`invalid: ${errors.map((e) => `${e.path} ${e.code}`).join(', ')}`);
  }
}
export const invalid = (path: string, code: string, params?: Problem['params']): Invalid => new Invalid([{ path, code, params }]);

/** 409: well-formed, but a business rule says no. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`refused: ${problem.code}`);
  }
}
export const refused = (code: string, params?: Problem['params']): Refused => new Refused({ code, params });

/** 403: the caller may see it but may not do this. 401 when nobody is signed in. */
export class Forbidden extends Error {
  constructor(readonly code: 'forbidden' | 'signInFirst' | 'wrongOrigin' = 'forbidden') {
    super(code);
  }
}

/** 404: it does not exist, or the caller may not know that it does. */
export class NotFound extends Error {
  constructor(readonly what: string) {
    super(`not found: ${what}`);
  }
}

/** 409: somebody changed the row meanwhile. */
export class Conflict extends Error {
  constructor(
    readonly version: number,
    readonly fields: readonly { path: string; original: unknown; theirs: unknown; mine: unknown }[],
  ) {
    super('conflict');
  }
}

/** 500: our own mistake. */
export class Bug extends Error {}
