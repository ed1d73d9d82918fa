import { everyone, right } from '../../kernel/access.ts';
import { catalog } from '../../kernel/catalog.ts';
import { choice, flag, ref, refs, text } from '../../kernel/field.ts';
import { email, phone } from '../formats.ts';

/** A person of the company, who signs in with the e-mail address. The password is not a field: it never leaves `account`. */
export const Employee = catalog('employee', {
  fields: {
    name: text({ required: true, max: 200 }),
    email: email({ required: true }),
    department: ref('department'),
    roles: refs('role'),
    position: text({ max: 200 }),
    phone: phone(),
    language: choice(['ru', 'en'], { required: true, initial: 'ru' }),
    timeZone: text({ required: true, max: 64, initial: 'Europe/Moscow', check: (zone) => (isTimeZone(zone) ? null : { code: 'timeZone' }) }),
    /** Nobody signs in to an inactive account; what the person did and owns stays. */
    active: flag({ required: true, initial: true }),
  },
  label: 'name',
  hint: ['position'],
  keptWhileUsed: true,
  search: (e) => ({ words: [e.name, e.position, e.email], numbers: [e.phone] }),
  access: { read: [everyone], create: [right('people')], update: [right('people')], delete: [right('people')] },
  list: { columns: ['name', 'email', 'department', 'roles', 'position', 'active'], sort: 'name' },
});

/** True for a name of the IANA time zone database that this machine knows. */
function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
