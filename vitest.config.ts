import { defineConfig } from 'vitest/config';

const slow = { testTimeout: 60_000, hookTimeout: 120_000 };
const database = ['./test/support/postgres.ts'];
const browserStories = 'test/e2e/**/*.test.ts';

export default defineConfig({
  test: {
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{kernel,business,server,web,test,scripts}/**/*.unit.test.{ts,tsx}', 'kernel/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{test,business,server}/**/*.test.ts'],
          exclude: [browserStories, '**/*.unit.test.ts', 'node_modules/**'],
          globalSetup: database,
          ...slow,
        },
      },
      {
        test: {
          name: 'e2e',
          include: [browserStories],
          globalSetup: database,
          ...slow,
        },
      },
    ],
  },
});
