import type { Values } from '../fields/values.ts';

/** The named values alone. */
export const pick = (values: Values, names: readonly string[]): Values => Object.fromEntries(names.map((name) => [name, values[name]]));
