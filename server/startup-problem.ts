/**
 * Why FlyDoc could not start, in the words of the person who started it.
 * Every one says what happened and what to do; none shows a stack trace.
 */
export class StartupProblem extends Error {
  readonly code: string;
  readonly russian: string;

  constructor(code: string, english: string, russian: string) {
    super(english);
    this.name = 'StartupProblem';
    this.code = code;
    this.russian = russian;
  }
}

export function secondInstance(pid: number, folder: string): StartupProblem {
  return new StartupProblem(
    'second-instance',
    `FlyDoc is already running on this data folder: process ${pid}, folder ${folder}.\nUse that one, stop it first (kill ${pid}), or start with another folder: --data <folder>.`,
    `FlyDoc уже работает с этой папкой данных: процесс ${pid}, папка ${folder}.\nПользуйтесь им, остановите его (kill ${pid}) или укажите другую папку: --data <папка>.`,
  );
}

export function folderNotWritable(folder: string, reason: string): StartupProblem {
  return new StartupProblem(
    'folder-not-writable',
    `The data folder ${folder} cannot be written (${reason}).\nGive its owner's rights to the user that starts FlyDoc, or name another folder: --data <folder>.`,
    `В папку данных ${folder} нельзя записать (${reason}).\nДайте права пользователю, который запускает FlyDoc, или укажите другую папку: --data <папка>.`,
  );
}

export function folderOfAnotherUser(folder: string, owner: number): StartupProblem {
  return new StartupProblem(
    'folder-of-another-user',
    `The database in ${folder} belongs to another user (uid ${owner}), so PostgreSQL will not open it.\nStart FlyDoc as that user or as root, or name another folder: --data <folder>.`,
    `База данных в ${folder} принадлежит другому пользователю (uid ${owner}), PostgreSQL её не откроет.\nЗапустите FlyDoc от его имени или от root либо укажите другую папку: --data <папка>.`,
  );
}

export function folderUnreachable(folder: string, user: string): StartupProblem {
  return new StartupProblem(
    'folder-unreachable',
    `PostgreSQL runs as the user "${user}", who cannot reach ${folder}.\nAllow passage (chmod o+x on the folders above it), or move the data elsewhere: --data <folder>.`,
    `PostgreSQL работает от имени «${user}», которому недоступна папка ${folder}.\nРазрешите проход (chmod o+x для папок выше) или перенесите данные: --data <папка>.`,
  );
}

export function noUserForDatabase(): StartupProblem {
  return new StartupProblem(
    'no-user-for-database',
    `PostgreSQL refuses to run as root, and no other user could be found or created.\nCreate one (useradd --system flydoc), start FlyDoc as an ordinary user, or set DATABASE_URL.`,
    `PostgreSQL не работает от имени root, а другого пользователя найти или создать не удалось.\nСоздайте его (useradd --system flydoc), запустите FlyDoc обычным пользователем или задайте DATABASE_URL.`,
  );
}

export function databaseGone(link: string): StartupProblem {
  return new StartupProblem(
    'database-gone',
    `${link} points to a folder that is no longer there, so the database is missing.\nBring that folder back, or remove the link to begin with an empty database.`,
    `${link} указывает на папку, которой больше нет: база данных отсутствует.\nВерните эту папку или удалите ссылку, чтобы начать с пустой базы.`,
  );
}

export function databaseLost(logFile: string): StartupProblem {
  return new StartupProblem(
    'database-lost',
    `The database has stopped although FlyDoc did not ask it to. Everything saved is safe.\nStart FlyDoc again; the reason is in ${logFile}`,
    `База данных остановилась, хотя FlyDoc её не останавливал. Всё сохранённое цело.\nЗапустите FlyDoc снова; причина записана в ${logFile}`,
  );
}

export function unexpected(reason: string, file: string): StartupProblem {
  return new StartupProblem(
    'unexpected',
    `FlyDoc could not start: ${reason}\nThis should not happen. Please report it with the file ${file}`,
    `FlyDoc не запустился: ${reason}\nТак быть не должно. Сообщите нам об этом и приложите файл ${file}`,
  );
}

export function diskFull(folder: string): StartupProblem {
  return new StartupProblem(
    'disk-full',
    `The disk that holds ${folder} is full. Nothing was lost.\nFree some space and start again.`,
    `На диске с папкой ${folder} закончилось место. Данные не потеряны.\nОсвободите место и запустите снова.`,
  );
}

export function databaseDiskFull(server: string): StartupProblem {
  return new StartupProblem(
    'disk-full',
    `The disk of the database server ${server} is full. Nothing was lost.\nFree some space there and start again.`,
    `На диске сервера базы данных ${server} закончилось место. Данные не потеряны.\nОсвободите там место и запустите снова.`,
  );
}

export function binariesMissing(platform: string, reason: string): StartupProblem {
  return new StartupProblem(
    'binaries-missing',
    `The embedded PostgreSQL does not run on this machine (${platform}: ${reason}).\nInstall PostgreSQL 15 or newer and name it: DATABASE_URL=postgres://user:password@host:5432/database`,
    `Встроенный PostgreSQL не работает на этой машине (${platform}: ${reason}).\nУстановите PostgreSQL 15 или новее и укажите его: DATABASE_URL=postgres://user:password@host:5432/database`,
  );
}

export function dataOfAnotherVersion(folder: string, found: string, ours: string): StartupProblem {
  return new StartupProblem(
    'data-of-another-version',
    `The database in ${folder} was made by PostgreSQL ${found}; this FlyDoc carries PostgreSQL ${ours}. Nothing was changed.\nStart the FlyDoc that made it and make a backup to restore here, or name another folder: --data <folder>.`,
    `База данных в ${folder} создана PostgreSQL ${found}, а в этой версии FlyDoc — PostgreSQL ${ours}. Ничего не изменено.\nЗапустите прежнюю версию FlyDoc и сделайте резервную копию для переноса или укажите другую папку: --data <папка>.`,
  );
}

export function databaseOfNewerProgram(unknown: readonly string[]): StartupProblem {
  const names = unknown.join(', ');
  return new StartupProblem(
    'database-of-newer-program',
    `The database was last used by a newer FlyDoc, which changed it in ways this one does not know (${names}). Nothing was changed.\nStart the newer FlyDoc, or restore a backup made before it.`,
    `С этой базой уже работала более новая версия FlyDoc, и её изменений здесь не знают (${names}). Ничего не изменено.\nЗапустите более новую версию или восстановите резервную копию, сделанную до неё.`,
  );
}

export function databaseDidNotStart(logFile: string, lastWords: string): StartupProblem {
  return new StartupProblem(
    'database-did-not-start',
    `PostgreSQL did not start. Its last words:\n${lastWords}\nThe whole log: ${logFile}`,
    `PostgreSQL не запустился. Его последние сообщения:\n${lastWords}\nВесь журнал: ${logFile}`,
  );
}

export function serverUnreachable(server: string, reason: string): StartupProblem {
  return new StartupProblem(
    'server-unreachable',
    `No PostgreSQL answers at ${server} (${reason}).\nCheck that it runs, and the host and port in DATABASE_URL.`,
    `PostgreSQL по адресу ${server} не отвечает (${reason}).\nПроверьте, что он запущен, а также адрес и порт в DATABASE_URL.`,
  );
}

export function wrongPassword(server: string, user: string): StartupProblem {
  return new StartupProblem(
    'wrong-password',
    `PostgreSQL at ${server} does not let the user "${user}" in: wrong name or password.\nCorrect them in DATABASE_URL.`,
    `PostgreSQL по адресу ${server} не пускает пользователя «${user}»: неверное имя или пароль.\nИсправьте их в DATABASE_URL.`,
  );
}

export function noSuchDatabase(server: string, database: string): StartupProblem {
  return new StartupProblem(
    'no-such-database',
    `PostgreSQL at ${server} has no database "${database}".\nCreate it (createdb "${database}") or correct the name in DATABASE_URL.`,
    `На сервере PostgreSQL ${server} нет базы «${database}».\nСоздайте её (createdb "${database}") или исправьте имя в DATABASE_URL.`,
  );
}

export function serverTooOld(server: string, version: string): StartupProblem {
  return new StartupProblem(
    'server-too-old',
    `PostgreSQL at ${server} is version ${version}; FlyDoc needs 15 or newer.\nUpgrade that server, or start without DATABASE_URL to use the embedded one.`,
    `PostgreSQL по адресу ${server} версии ${version}, а FlyDoc нужна 15 или новее.\nОбновите сервер или запустите без DATABASE_URL — со встроенной базой.`,
  );
}

export function badDatabaseUrl(): StartupProblem {
  return new StartupProblem(
    'bad-database-url',
    `DATABASE_URL is not an address of PostgreSQL.\nWrite it so: postgres://user:password@host:5432/database`,
    `DATABASE_URL — не адрес PostgreSQL.\nПравильный вид: postgres://user:password@host:5432/database`,
  );
}

export function portOccupied(host: string, port: number): StartupProblem {
  return new StartupProblem(
    'port-occupied',
    `The address ${host}:${port} is in use by another program.\nStop it, or choose another port: --port ${port + 1}`,
    `Адрес ${host}:${port} занят другой программой.\nОстановите её или выберите другой порт: --port ${port + 1}`,
  );
}

export function addressNotAllowed(host: string, port: number, reason: string): StartupProblem {
  return new StartupProblem(
    'address-not-allowed',
    `FlyDoc cannot listen on ${host}:${port} (${reason}).\nChoose another address: --host 127.0.0.1 --port 3300`,
    `FlyDoc не может принимать соединения на ${host}:${port} (${reason}).\nВыберите другой адрес: --host 127.0.0.1 --port 3300`,
  );
}

/** What an error of the file system, or of the database on a full disk, means for that folder; null for any other. */
export function folderProblem(error: unknown, folder: string): StartupProblem | null {
  if (error instanceof StartupProblem) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (['ENOSPC', 'EDQUOT', '53100'].includes(code)) return diskFull(folder);
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return folderNotWritable(folder, code);
  return null;
}

/** Whether PostgreSQL's programs complain of a full disk. */
export const saysDiskFull = (words: string): boolean => /No space left on device|Check free disk space|Disk quota exceeded/.test(words);

/** Both languages, the operator's own first. */
export function wordsOf(problem: StartupProblem, env: NodeJS.ProcessEnv = process.env): string {
  const language = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const words = [problem.message, problem.russian];
  if (language.startsWith('ru')) words.reverse();
  return words.join('\n\n');
}
