/** Texts of a known form, used by several slices: each is a field builder with its spelling and its check. */
import { text, type Field } from '../kernel/field.ts';
import { normalizePhone } from '../kernel/phone.ts';

/** The form that mail servers accept in practice; the exact grammar of RFC 5321 allows more than anyone uses. */
const emailForm = /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\].]{2,}$/u;

export const email = <R extends boolean = false>(o: { required?: R } = {}): Field<string, NoInfer<R>> =>
  text({ ...o, max: 254, format: 'email', normalize: (s) => s.toLowerCase(), check: (s) => (emailForm.test(s) ? null : { code: 'email' }) });

/** A telephone is stored as E.164 (`+74957751737`) when it can be read as one, and as typed (an extension, a short number) when not. */
export const phone = <R extends boolean = false>(o: { required?: R } = {}): Field<string, NoInfer<R>> =>
  text({
    ...o,
    max: 50,
    format: 'phone',
    normalize: (s) => normalizePhone(s) ?? s.trim(),
    check: (s) => (/\d/.test(s) ? null : { code: 'phone' }),
  });

/** A web address: http or https only, so that no link can run a script. */
export const site = <R extends boolean = false>(o: { required?: R } = {}): Field<string, NoInfer<R>> =>
  text({
    ...o,
    max: 500,
    format: 'url',
    normalize: (s) => (/^[a-z][a-z0-9+.-]*:/i.test(s) ? s : `https://${s}`),
    check: (s) => (/^https?:\/\/[^\s/]+\.[^\s]+$/iu.test(s) ? null : { code: 'url' }),
  });
