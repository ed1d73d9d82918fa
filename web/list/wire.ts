/** The part of the forms' work with values that a cell needs; it comes with the editors, when one edits for the first time. */
export { normalized } from '../fields/validate.ts';
export { sameValue, toWire } from '../fields/values.ts';
