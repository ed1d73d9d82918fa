import { parseArgs } from 'node:util';
import { StartupProblem } from './startup-problem.ts';

export type Options = {
  port: number;
  host: string;
  dataDir: string;
  /** Fill an empty database with the demonstration company. */
  demo: boolean;
  databaseUrl?: string;
};

const english = `npm start -- [options]
  --port <number>   where to listen, 3300 by default (or PORT); 0 takes a free one
  --host <address>  127.0.0.1 by default: this computer only; 0.0.0.0 for the whole network
  --data <folder>   where the data lies, ./data by default (or FLYDOC_DATA)
  --no-demo         do not create the demonstration company
DATABASE_URL names a PostgreSQL server (15 or newer) to use instead of the embedded one.`;

const russian = `npm start -- [параметры]
  --port <число>    порт, по умолчанию 3300 (или PORT); 0 — любой свободный
  --host <адрес>    по умолчанию 127.0.0.1: только этот компьютер; 0.0.0.0 — вся сеть
  --data <папка>    где лежат данные, по умолчанию ./data (или FLYDOC_DATA)
  --no-demo         не создавать демонстрационную компанию
DATABASE_URL — адрес сервера PostgreSQL (15 или новее) вместо встроенного.`;

/** What the operator asked for; a StartupProblem with the usage when it makes no sense. */
export function readOptions(argv: string[], env: NodeJS.ProcessEnv): Options {
  const given = parse(argv);
  if (given.help) throw new StartupProblem('help', english, russian);
  const port = given.port ?? (env.PORT || '3300');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw usage(`The port must be a number from 0 to 65535, not "${port}".`, `Порт — число от 0 до 65535, а не «${port}».`);
  }
  return {
    port: Number(port),
    host: given.host || '127.0.0.1',
    dataDir: given.data || env.FLYDOC_DATA || './data',
    demo: !given['no-demo'],
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        'no-demo': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const offender = argv.find((word) => !/^(--(port|host|data|no-demo|help)(=|$)|-h$)/.test(word) && word.startsWith('-'));
    if (offender) throw usage(`Unknown option ${offender}.`, `Неизвестный параметр ${offender}.`);
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw usage(reason, reason);
  }
}

const usage = (inEnglish: string, inRussian: string): StartupProblem =>
  new StartupProblem('usage', `${inEnglish}\n\n${english}`, `${inRussian}\n\n${russian}`);
