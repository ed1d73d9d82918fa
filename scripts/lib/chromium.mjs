import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Advice, say } from './words.mjs';

/** The browser that the stories drive; installed when this machine lets us, advice when it does not. */
export function ensureChromium() {
  if (process.env.FLYDOC_CHROMIUM && !existsSync(process.env.FLYDOC_CHROMIUM)) {
    throw new Advice(`FLYDOC_CHROMIUM names ${process.env.FLYDOC_CHROMIUM}, and there is no such file.`, `FLYDOC_CHROMIUM указывает на ${process.env.FLYDOC_CHROMIUM}, такого файла нет.`);
  }
  const found = chromium() ?? installChromium();
  if (found) return found;
  throw new Advice(
    'The browser tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium) or name one: FLYDOC_CHROMIUM=/path/to/chromium npm test',
    'Проверкам в браузере нужен Chromium. Установите его (Debian, Ubuntu: sudo apt-get install chromium) или укажите: FLYDOC_CHROMIUM=/путь/к/chromium npm test',
  );
}

function chromium() {
  const places = [process.env.FLYDOC_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return places.find((place) => place && existsSync(place));
}

function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  say('Installing Chromium for the browser tests…', 'Устанавливаю Chromium для проверок в браузере…');
  const apt = (...words) => spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  return chromium();
}
