/** A line of ids that ascend. `asked` is the time last asked for, `time` the one last written. */
type Line = { asked: number; time: number; sequence: number };

const ofClock: Line = { asked: -1, time: -1, sequence: 0 };
const ofGivenTimes: Line = { asked: -1, time: -1, sequence: 0 };

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Gives a new UUID version 7 (RFC 9562, method 1): milliseconds, a 12-bit sequence, 62 random bits.
 *  Without an argument ids ascend within the process, whatever the clock does. With `now` (milliseconds
 *  since 1970) the id carries that time, for records of the past, and repeated calls with one `now`
 *  ascend; after some 2,000 of them in a row the next millisecond is borrowed. */
export function uuidv7(now?: number): string {
  const line = now === undefined ? ofClock : ofGivenTimes;
  const asked = now === undefined ? Date.now() : Math.trunc(now);
  const starts = now === undefined ? asked > line.time : asked !== line.asked;
  line.asked = asked;
  if (starts) {
    line.time = asked;
    line.sequence = ((randomByte() << 8) | randomByte()) & 0x7ff;
  } else if (++line.sequence > 0xfff) {
    line.time++;
    line.sequence = 0;
  }
  const time = line.time.toString(16).padStart(12, '0');
  const sequence = line.sequence.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${HEX[(randomByte() & 0x3f) | 0x80]}${hex()}-${hex()}${hex()}${hex()}${hex()}${hex()}${hex()}`;
}

const hex = (): string => HEX[randomByte()] ?? '';

/** Random bytes are taken from the system by the thousand: one call for each id would be the slow part. */
const pool = new Uint8Array(4096);
let used = pool.length;

function randomByte(): number {
  if (used === pool.length) {
    globalThis.crypto.getRandomValues(pool);
    used = 0;
  }
  return pool[used++] ?? 0;
}

/** Takes any text and tells whether it is a UUID of any version, in either case of letters. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
