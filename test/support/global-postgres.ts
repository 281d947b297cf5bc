import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openRecords, startEmbeddedPostgres } from '../../src/records/index.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the migrated database that test databases are copied from. */
    postgresTemplateUrl: string
  }
}

/** One PostgreSQL for the whole run, in a temporary directory, with a migrated template database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-postgres-'))
  const server = await startEmbeddedPostgres({ dataDir })
  const records = await openRecords({ url: server.url })
  await records.migrate()
  await records.close()
  project.provide('postgresTemplateUrl', server.url)
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
