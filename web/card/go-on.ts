/**
 * Enter goes on to the next field, as Tab does; at the end it comes to "Save". A row of chips counts as one field.
 * On "Add" of a list Enter opens a line; from the end of its lines Enter leaves the list, else one would never get out.
 */
export function goOn(form: HTMLElement | null, from: HTMLElement | null): void {
  const all = form?.querySelectorAll<HTMLElement>(['input:not([type="hidden"])', 'textarea', 'button[data-add]', 'button[data-save]'].map((stop) => `${stop}:not(:disabled)`).join()) ?? [];
  const stops = [...all].filter((stop) => stop.tabIndex >= 0 && stop.getClientRects().length > 0);
  const group = from?.closest('[role="group"]:has(input[type="checkbox"])');
  const at = from ? stops.indexOf(from) : -1;
  const lines = from?.closest('[data-lines]');
  const chips = from?.getAttribute('type') === 'checkbox' ? group : null;
  const next = stops.slice(at + 1).find((stop) => !chips?.contains(stop) && !(stop.dataset.add && lines?.contains(stop)));
  next?.focus();
  if (next instanceof HTMLInputElement && next.type !== 'checkbox') next.select();
}
