/** Stories in a real browser: a running FlyDoc, pages of people who are signed in, and a check that everybody can use them. */
import { existsSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import type { Person } from '../support/company.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const sizes = { desktop: { width: 1440, height: 900 }, small: { width: 1024, height: 600 }, phone: { width: 390, height: 844 } } as const;
export type Size = keyof typeof sizes;

export interface PageOptions {
  /** Who is signed in; nobody when not said. */
  readonly as?: Person | (string & {});
  readonly theme?: 'light' | 'dark';
  readonly language?: 'ru' | 'en';
  readonly size?: Size;
  readonly at?: string;
}

export interface Story {
  readonly app: TestApp;
  open(o?: PageOptions): Promise<Page>;
}

async function buildOnce(): Promise<void> {
  if (existsSync(`${root}/dist/web/index.html`)) return;
  const vite = await import('vite');
  await vite.build({ configFile: `${root}/web/vite.config.ts`, root: `${root}/web`, logLevel: 'warn' });
}

/** Starts the server and the browser for the stories of a file, and stops both after them. Call it at the top. */
export function startStory(o: Parameters<typeof startApp>[0] = {}): Story {
  let app: TestApp | undefined;
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    await buildOnce();
    [app, browser] = await Promise.all([startApp(o), chromium.launch({ executablePath: process.env.FLYDOC_CHROMIUM || '/usr/bin/chromium', args: flags })]);
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser?.close();
    await app?.close();
    expect(faults, 'errors in the console of the browser').toEqual([]);
  });

  return {
    get app() {
      if (!app) throw new Error('The server starts before the first story');
      return app;
    },
    async open({ as, theme = 'light', language = 'ru', size = 'desktop', at = '/' } = {}) {
      if (!app || !browser) throw new Error('The browser starts before the first story');
      const context = await browser.newContext({ viewport: sizes[size], locale: language === 'ru' ? 'ru-RU' : 'en-GB', timezoneId: 'Europe/Moscow', baseURL: app.url, hasTouch: size === 'phone', reducedMotion: 'reduce' });
      contexts.push(context);
      if (as) {
        const client = await app.as(as);
        await client.patch('me', { language });
        const [name = '', value = ''] = client.cookie.split('=');
        await context.addCookies([{ name, value, url: app.url }]);
      }
      await context.addInitScript(
        ([chosenTheme, chosenLanguage]) => {
          localStorage.setItem('flydoc.theme', chosenTheme);
          if (!localStorage.getItem('flydoc.language')) localStorage.setItem('flydoc.language', chosenLanguage);
        },
        [theme, language] as const,
      );
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('pageerror', (error) => faults.push(error.message));
      // A refused request is part of some stories; a refused script or style is none.
      page.on('console', (message) => {
        if (message.type() === 'error' && /Content Security|MIME|React|Warning/.test(message.text())) faults.push(message.text());
      });
      await page.goto(at);
      return page;
    },
  };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 A and AA by axe: nothing may be found. */
export async function expectAccessible(page: Page, where = 'the screen'): Promise<void> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }; // as: the script above defines it
    const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] });
    return result.violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.slice(0, 4).map((n) => `  ${n.html.slice(0, 200)}\n  ${n.failureSummary?.split('\n')[1]?.trim() ?? ''}`).join('\n')}`);
  });
  expect(found, `axe on ${where}`).toEqual([]);
}

/** The rows of a grid that are on screen, by their names. */
export const rowNames = (page: Page): Promise<string[]> => page.locator('[role=grid] [role=row] [data-label]').allInnerTexts();

/** Waits until what is said is true; for what the browser shows only by and by. */
export const eventually = (check: () => Promise<void>): Promise<void> => expect.poll(async () => check().then(() => '', (error: unknown) => String(error)), { timeout: 10_000, interval: 50 }).toBe('');
