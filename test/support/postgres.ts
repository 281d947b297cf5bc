import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { openRecords, type Records } from '../../src/records/index.ts'
import './global-postgres.ts'

export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** A fresh migrated database of this test file's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('postgresTemplateUrl'))
  const name = `test_${randomBytes(6).toString('hex')}`
  const templateName = template.pathname.slice(1)
  await asAdministrator(template, `create database ${name} template ${templateName}`)
  const own = new URL(template)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => asAdministrator(template, `drop database ${name} with (force)`) }
}

/** An empty database without tables, for tests of migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('postgresTemplateUrl'))
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdministrator(template, `create database ${name} template template0`)
  const own = new URL(template)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => asAdministrator(template, `drop database ${name} with (force)`) }
}

/** Records on a fresh migrated database; `close` also drops it. */
export async function openTestRecords(): Promise<Records & { readonly url: string }> {
  const database = await createTestDatabase()
  const records = await openRecords({ url: database.url, maxConnections: 4 })
  return {
    ...records,
    url: database.url,
    async close() {
      await records.close()
      await database.drop()
    },
  }
}

async function asAdministrator(server: URL, statement: string): Promise<void> {
  const url = new URL(server)
  url.pathname = '/postgres'
  const client = new Client(url.href)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
