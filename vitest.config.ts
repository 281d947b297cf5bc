import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const globalPostgres = fileURLToPath(new URL('test/support/global-postgres.ts', import.meta.url))
const withEngines = { globalSetup: [globalPostgres] }

const neverTests = ['**/node_modules/**', 'dist/**', 'data/**', 'test/bench/**']
const engineTests = [
  '**/*.int.test.ts',
  'test/scenarios/**/*.test.ts',
  'test/cluster/**/*.test.ts',
  'test/e2e/**/*.test.ts',
]
/** Long proofs stand in a folder of their own, or beside what they belong to under a name of their own. */
const proofs = ['test/prove/**/*.test.ts', '**/*.proof.test.ts']

/**
 * `unit`: pure files, no engine is started. `engines`: real PostgreSQL and ClickHouse, one process per file.
 * `prove`: the long proofs of `npm run prove`. `npm test` runs the first two.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    passWithNoTests: false,
    // What is waited for comes when it comes: on a busy machine later than in the second that is the default.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Pure files share what they import: nothing of one reaches another.
          isolate: false,
          include: ['src/**/*.test.ts', 'web/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: [...neverTests, ...engineTests, ...proofs],
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: engineTests,
          exclude: [...neverTests, ...proofs],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          ...withEngines,
        },
      },
      {
        extends: true,
        test: {
          name: 'prove',
          include: proofs,
          exclude: neverTests,
          testTimeout: 600_000,
          hookTimeout: 120_000,
          ...withEngines,
        },
      },
    ],
  },
})
