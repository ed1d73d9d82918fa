/** Takes people in from a vCard file. The body is the file as it is, so this call is not one of JSON. */
import { actionKey, addressOfCall, ApiProblem, type Named } from '../api.ts';
import { storedLocale } from '../i18n.tsx';

export interface TakenVcards {
  readonly created: readonly Named[];
  readonly skipped: readonly { readonly index: number; readonly why: string }[];
}

export async function takeVcards(file: Blob, counterparty: string): Promise<TakenVcards> {
  const response = await fetch(addressOfCall('/catalogs/contact/vcard', { counterparty }), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'text/vcard', 'accept-language': storedLocale(), 'idempotency-key': actionKey() },
    body: file,
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new ApiProblem(response.status, answer.code ?? 'unknown', answer.title ?? '', answer.detail ?? '', answer.errors);
}
