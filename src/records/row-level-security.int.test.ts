import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestRecords } from '../../test/support/postgres.ts'
import type { Records } from './index.ts'

let records: Records
let url: string
beforeAll(async () => {
  const opened = await openTestRecords()
  records = opened
  url = opened.url
})
afterAll(() => records.close())

test('smoke', async () => {
  const company = await records.asSystem((db) =>
    db
      .insertInto('companies')
      .values({ name: 'A', time_zone: 'Europe/Berlin', currency: 'EUR' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  expect(
    await records.withCompany(company.id, (db) => db.selectFrom('companies').select('name').execute()),
  ).toEqual([{ name: 'A' }])
  const c = new Client(url)
  await c.connect()
  await c.end()
})
