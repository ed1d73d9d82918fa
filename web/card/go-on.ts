/** Enter goes on to the next field, as Tab does; at the end it comes to "Save". A row of chips counts as one field. */
export function goOn(form: HTMLElement | null, from: HTMLElement | null): void {
  const stops = [...(form?.querySelectorAll<HTMLElement>('input:not([type="hidden"]):not(:disabled), textarea:not(:disabled), button[data-save]') ?? [])].filter(
    (stop) => stop.tabIndex >= 0 && stop.getClientRects().length > 0,
  );
  const group = from?.closest('[role="group"]:has(input[type="checkbox"])');
  const at = from ? stops.indexOf(from) : -1;
  const next = stops.slice(at + 1).find((stop) => !group || from?.getAttribute('type') !== 'checkbox' || !group.contains(stop));
  next?.focus();
  if (next instanceof HTMLInputElement && next.type !== 'checkbox') next.select();
}
