/** Passwords: argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane). */
import { hash, verify } from '@node-rs/argon2';
import { invalid } from '../../kernel/errors.ts';

const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const shortestPassword = 10;
const longestPassword = 256;

/** The ones that open most stolen lists; a longer list would be a file of its own. */
const common = ['password', 'qwerty', '12345', 'йцукен', 'пароль', '11111', 'abc123', 'letmein', 'admin', 'welcome', 'qazwsx'];

export const hashPassword = (password: string): Promise<string> => hash(password, options);

/** A hash that no password has: signing in with an unknown e-mail takes as long as with a known one. */
let nobody: Promise<string> | undefined;

export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(crypto.randomUUID());
  const matches = await verify(stored ?? (await nobody), password.slice(0, longestPassword), options).catch(() => false);
  return matches && stored !== null;
}

/** Throws Invalid for a password that is too short, too long or one of the most common. */
export function checkPassword(password: unknown, path: string): string {
  if (typeof password !== 'string') throw invalid(path, 'required');
  const plain = password.toLowerCase();
  const weak = password.length < shortestPassword || password.length > longestPassword || new Set(plain).size < 5 || common.some((c) => plain.startsWith(c) && plain.length < c.length + 6);
  if (weak || password.includes('\0') || !password.isWellFormed()) throw invalid(path, 'password', { min: shortestPassword });
  return password;
}
