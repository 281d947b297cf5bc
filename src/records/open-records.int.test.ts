import { createServer } from 'node:net'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createEmptyDatabase, openTestRecords, type TestDatabase } from '../../test/support/postgres.ts'
import { findFreePort } from './embedded/free-port.ts'
import { openRecords, sql } from './index.ts'

const template = inject('postgresTemplateUrl')

function urlWith(change: (url: URL) => void): string {
  const url = new URL(template)
  change(url)
  return url.href
}

async function asAdministrator(url: string, sql: string): Promise<void> {
  const client = new Client(url)
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

describe('a connection that cannot be is one sentence, without the password', () => {
  test('nobody answers', async () => {
    const port = await findFreePort()
    await expect(openRecords({ url: `postgres://u:secret@127.0.0.1:${port}/db` })).rejects.toMatchObject({
      name: 'RecordsFailure',
      code: 'cannot_connect',
      message: `PostgreSQL at 127.0.0.1:${port}/db cannot be used: nothing answers there; start it or correct DATABASE_URL.`,
    })
  })

  test('something else answers', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const opening = openRecords({ url: `postgres://u:secret@127.0.0.1:${port}/db` })
    await expect(opening).rejects.toMatchObject({ code: 'cannot_connect' })
    await expect(opening).rejects.not.toThrow(/secret/)
    other.close()
  })

  test('the password is wrong', async () => {
    const url = urlWith((wrong) => {
      wrong.password = 'wrong'
    })
    await expect(openRecords({ url })).rejects.toThrow(/user or password is wrong; correct DATABASE_URL/)
  })

  test('the database does not exist', async () => {
    const url = urlWith((wrong) => {
      wrong.pathname = '/nowhere'
    })
    await expect(openRecords({ url })).rejects.toThrow(/does not exist; make it with CREATE DATABASE/)
  })

  test('the database does not hold UTF-8', async () => {
    await asAdministrator(template, `create database latin encoding 'LATIN1' template template0`)
    const url = urlWith((wrong) => {
      wrong.pathname = '/latin'
    })
    await expect(openRecords({ url })).rejects.toMatchObject({ code: 'wrong_encoding' })
    await asAdministrator(template, 'drop database latin')
  })
})

describe('migration', () => {
  let empty: TestDatabase
  beforeAll(async () => {
    empty = await createEmptyDatabase()
  })
  afterAll(() => empty.drop())

  test('is done once when several processes start at once, and again is left alone', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openRecords({ url: empty.url })))
    try {
      await Promise.all(opened.map((records) => records.migrate()))
      await opened[0]?.migrate()
      const seen = await opened[0]?.asSystem((db) => db.selectFrom('companies').select('id').execute())
      expect(seen).toEqual([])
    } finally {
      for (const records of opened) await records.close()
    }
  })
})

describe('a database user with few rights', () => {
  let database: TestDatabase
  let url: string
  beforeAll(async () => {
    database = await createEmptyDatabase()
    await asAdministrator(database.url, `create role modest login password 'modest'`)
    url = database.url.replace(/\/\/[^@]*@/, '//modest:modest@')
  })
  afterAll(async () => {
    await database.drop()
    await asAdministrator(template, 'drop role if exists modest')
  })

  test('who may not give itself the role, or make tables, reads the SQL to run; once it was run, all is well', async () => {
    const records = await openRecords({ url })
    try {
      await expect(records.migrate()).rejects.toMatchObject({
        code: 'not_allowed',
        message: expect.stringContaining(
          'CREATE ROLE tallybook_app NOLOGIN; GRANT tallybook_app TO "modest";',
        ),
      })
      await asAdministrator(database.url, 'grant tallybook_app to modest')
      await expect(records.migrate()).rejects.toMatchObject({
        code: 'not_allowed',
        message: expect.stringMatching(/ALTER DATABASE "test_\w+" OWNER TO "modest";/),
      })
      await asAdministrator(database.url, `alter database ${new URL(url).pathname.slice(1)} owner to modest`)
      await records.migrate()
      const made = await records.asSystem((db) =>
        db
          .insertInto('companies')
          .values({ name: 'A', time_zone: 'UTC', currency: 'EUR' })
          .returning('id')
          .executeTakeFirstOrThrow(),
      )
      expect(
        await records.withCompany(made.id, (db) => db.selectFrom('companies').select('name').execute()),
      ).toEqual([{ name: 'A' }])
    } finally {
      await records.close()
    }
  })

  test('who may make roles needs nothing else', async () => {
    const own = await createEmptyDatabase()
    const name = new URL(own.url).pathname.slice(1)
    await asAdministrator(
      own.url,
      `create role maker login createrole password 'maker'; alter database ${name} owner to maker`,
    )
    await asAdministrator(own.url, 'grant tallybook_app to maker with admin option, set false, inherit false')
    const records = await openRecords({ url: own.url.replace(/\/\/[^@]*@/, '//maker:maker@') })
    try {
      await records.migrate()
      await records.withCompany('11111111-1111-4111-8111-111111111111', (db) =>
        db.selectFrom('companies').select('name').execute(),
      )
    } finally {
      await records.close()
      await own.drop()
      await asAdministrator(template, 'drop role maker')
    }
  })
})

describe('a lock', () => {
  let records: Awaited<ReturnType<typeof openTestRecords>>
  let others: Awaited<ReturnType<typeof openRecords>>
  beforeAll(async () => {
    records = await openTestRecords()
    others = await openRecords({ url: records.url })
  })
  afterAll(async () => {
    await others.close()
    await records.close()
  })

  test('is held by one at a time, by name', async () => {
    const lock = await records.tryLock('tick')
    expect(lock).not.toBeNull()
    expect(await others.tryLock('tick')).toBeNull()
    expect(await records.tryLock('tick')).toBeNull()
    const another = await others.tryLock('another name')
    expect(another).not.toBeNull()
    await another?.release()
    await lock?.release()
    await lock?.lost
    const next = await others.tryLock('tick')
    expect(next).not.toBeNull()
    await next?.release()
  })

  test('is said to be lost when its connection breaks, and free for others', async () => {
    const lock = await records.tryLock('tick')
    await asAdministrator(
      records.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tallybook lock tick'`,
    )
    await lock?.lost
    const next = await others.tryLock('tick')
    expect(next).not.toBeNull()
    await next?.release()
  })

  test('is freed when the records are closed', async () => {
    const closing = await openRecords({ url: records.url })
    const lock = await closing.tryLock('tick')
    await closing.close()
    await lock?.lost
    const next = await others.tryLock('tick')
    expect(next).not.toBeNull()
    await next?.release()
  })
})

test('a connection broken by the server is replaced: the next question is answered', async () => {
  const records = await openTestRecords()
  try {
    await records.ping()
    await asAdministrator(
      template,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${new URL(records.url).pathname.slice(1)}'`,
    )
    await expect
      .poll(() =>
        records.ping().then(
          () => 'answered',
          () => 'broken',
        ),
      )
      .toBe('answered')
  } finally {
    await records.close()
  }
})

describe('a connection that breaks while a question waits on it', () => {
  let records: Awaited<ReturnType<typeof openTestRecords>>
  let administrator: Client
  beforeAll(async () => {
    records = await openTestRecords()
    administrator = new Client(records.url)
    await administrator.connect()
  })
  afterAll(async () => {
    await administrator.end()
    await records.close()
  })

  /** Asks for a locked table until somebody waits for it, and ends whoever does. */
  async function breakWaiting<T>(ask: () => Promise<T>): Promise<unknown> {
    await administrator.query('begin; lock table companies')
    const failure = ask().then(
      () => 'answered',
      (error: unknown) => error,
    )
    await expect
      .poll(async () => {
        const { rowCount } = await administrator.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return rowCount
      })
      .toBe(1)
    await administrator.query('rollback')
    return await failure
  }

  test.each([
    ['in a transaction', () => records.asSystem((db) => db.selectFrom('companies').select('id').execute())],
    [
      'in a company',
      () =>
        records.withCompany('11111111-1111-4111-8111-111111111111', (db) =>
          db.selectFrom('companies').select('id').execute(),
        ),
    ],
    ['by itself', () => records.system.selectFrom('companies').select('id').execute()],
  ])('%s fails this question as unreachable and nothing else; the next is answered', async (_name, ask) => {
    expect(await breakWaiting(ask)).toMatchObject({ name: 'RecordsFailure', code: 'unreachable' })
    expect(await ask()).toEqual([])
  })

  test('an error of the statement itself stays what it is', async () => {
    await expect(sql`select 1 / 0`.execute(records.system)).rejects.toMatchObject({ code: '22012' })
  })
})

test('a server that is gone is unreachable, whatever the driver says', async () => {
  const records = await openTestRecords()
  try {
    await asAdministrator(
      template,
      `alter database ${new URL(records.url).pathname.slice(1)} allow_connections false`,
    )
    const failures = await Promise.all(
      Array.from({ length: 6 }, () => records.ping().catch((error: unknown) => error)),
    )
    for (const failure of failures.filter((each) => each !== undefined))
      expect(failure).toMatchObject({ code: 'unreachable' })
    expect(failures.some((each) => each !== undefined)).toBe(true)
  } finally {
    await records.close()
  }
})
