/** Reads the scenes and tells them: fills the slots of one occasion, alike in all its documents. */
import { goods, grouped, pumps, sum, wellPumps, type Goods } from './goods.ts';
import type { Random } from './random.ts';
import { asides, scenes } from './scenes.ts';

export const eventTypes = ['call', 'letter', 'task', 'note', 'meeting', 'trip'] as const;
export type EventType = (typeof eventTypes)[number];
export type Audience = 'client' | 'lead' | 'supplier' | 'partner' | 'competitor';

export interface Part {
  readonly type: EventType;
  readonly title: string;
  readonly incoming: boolean;
  readonly bodies: readonly string[];
  readonly results: readonly string[];
}

export interface Scene {
  readonly key: string;
  readonly audience: Audience;
  readonly weight: number;
  readonly parts: readonly Part[];
}

function read(): Scene[] {
  return scenes
    .trim()
    .split('\n\n')
    .map((block) => {
      const [head = '', ...lines] = block.split('\n');
      const [, key = '', audience = '', weight = ''] = head.split(' ');
      const texts = (type: string, mark: string): string[] => lines.filter((l) => l.startsWith(`${type}${mark} `)).map((l) => l.slice(type.length + 2));
      const parts = eventTypes.flatMap((type) => {
        const bodies = texts(type, '.');
        const results = texts(type, '=');
        const theirs = texts(type, ',');
        const theirResults = texts(type, '~');
        return [
          ...texts(type, '>').map((title) => ({ type, title, incoming: false, bodies, results })),
          ...texts(type, '<').map((title) => ({ type, title, incoming: true, bodies: theirs.length > 0 ? theirs : bodies, results: theirResults.length > 0 ? theirResults : results })),
        ];
      });
      return { key, audience: audience as Audience, weight: Number(weight), parts }; // as: written in scenes.ts
    });
}

export const allScenes: readonly Scene[] = read();

/** Who it is about; `name` is a first name and patronymic. */
export interface Speaker {
  readonly name: string;
  readonly woman: boolean;
}

export interface Occasion {
  readonly product: Goods;
  readonly pieces: number;
  readonly roubles: number;
  readonly number: string;
  readonly days: number;
  readonly within: string;
}

/** What is said of vibration and of wells fits pumps alone. */
const goodsOf: Readonly<Record<string, readonly Goods[]>> = { claim: pumps, service: pumps, person: wellPumps };

export const occasion = (r: Random, scene: string, within: string): Occasion => ({
  product: r.pick(goodsOf[scene] ?? goods),
  pieces: r.weighted([[1, 3], [2, 5], [3, 2], [4, 3], [6, 2], [8, 1], [12, 1]] as const),
  roubles: sum(r),
  number: `${r.int(12, 980)}${r.chance(0.2) ? '/1' : ''}`,
  days: r.pick([3, 5, 7, 10, 12, 14, 15, 20, 21, 30, 45]),
  within,
});

const months = ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'];
/** 12 марта, of `YYYY-MM-DD`. */
export const spokenDay = (date: string): string => `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`;

/** Fills the slots; `day` is the date that the text mentions. */
export function told(text: string, o: Occasion, who: Speaker, day: string): string {
  const slots: Readonly<Record<string, string>> = {
    p: o.product.one, of: o.product.of, many: o.product.many, all: o.product.all, q: String(o.pieces), sum: grouped(o.roubles), num: o.number, days: String(o.days),
    in: `в ${o.within}`, N: who.name, day: spokenDay(day),
  };
  const filled = text.replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole).replace(/\[([^|\]]+)\|([^\]]+)\]/g, (_, he: string, she: string) => (who.woman ? she : he));
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

/** A body, sometimes two sentences longer. */
export function bodyOf(r: Random, part: Part, o: Occasion, who: Speaker, day: string): string | null {
  if (part.bodies.length === 0) return null;
  const text = told(r.pick(part.bodies), o, who, day);
  return part.type !== 'letter' && r.chance(0.28) ? `${text} ${r.pick(asides)}` : text;
}
