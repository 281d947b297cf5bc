// npm run bench -- ledger --json
// Authorizations per second against one company and against a thousand, on PostgreSQL as the product starts it (fsync on),
// beside plain row locks in the same run: SELECT … FOR UPDATE, INSERT, UPDATE, COMMIT for each request.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { openLedger } from '../../src/ledger/index.ts'
import { openRecords, type Records, startEmbeddedPostgres } from '../../src/records/index.ts'
import { benchOptions, type Figure, median, percentile, progress, report } from './report.ts'

const { json, numbers } = benchOptions({ seconds: 4, rounds: 3, workers: 64, companies: 1_000 })
const { seconds = 0, rounds = 0, workers = 0, companies = 0 } = numbers
const amountMicros = 70_000n
const rate = {
  channel: 'sms',
  kind: 'service',
  destination: 'DE',
  unit: 'segment' as const,
  price: '0.07',
}

interface Run {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

/** Callers that ask again as soon as they are answered, for a while after a warm-up. */
async function run(call: (request: number) => Promise<void>): Promise<Run> {
  let request = 0
  const latenciesMs: number[] = []
  const from = performance.now() + 500
  const until = from + seconds * 1000
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (;;) {
        const startedMs = performance.now()
        if (startedMs >= until) return
        request += 1
        await call(request)
        const endedMs = performance.now()
        if (startedMs >= from && endedMs < until) latenciesMs.push(endedMs - startedMs)
      }
    }),
  )
  return {
    perSecond: latenciesMs.length / seconds,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  }
}

async function makeCompanies(records: Records, count: number): Promise<readonly string[]> {
  return await records.asSystem(async (db) => {
    const rows = await db
      .insertInto('companies')
      .values(Array.from({ length: count }, () => ({ name: 'Bench', time_zone: 'UTC', currency: 'EUR' })))
      .returning(['id'])
      .execute()
    return rows.map(({ id }) => id)
  })
}

/** Enough credit for every request of the bench. */
async function giveCredit(pool: Pool): Promise<void> {
  await pool.query(
    `insert into setting_changes (id, company_id, act, at, credit_limit_before, credit_limit_after, blocked_before, blocked_after)
     select gen_random_uuid(), company_id, 'applied', now(), credit_limit_micros, 1000000000000000, blocked, blocked
     from accounts where kind = 'balance'`,
  )
}

function authorizer(records: Records, companyIds: readonly string[]) {
  const ledger = openLedger({ records, clock: Date.now })
  const hash = Buffer.alloc(32, 7)
  return async (request: number): Promise<void> => {
    const held = await ledger.authorize({
      companyId: companyIds[request % companyIds.length] ?? '',
      amountMicros,
      currency: 'EUR',
      rate,
      quantity: 1,
      messageKey: randomUUID(),
      messageId: `m-${request}`,
      expiresAtMs: Date.now() + 86_400_000,
      idempotencyKey: randomUUID(),
      inputHash: hash,
    })
    if (!held.ok) throw new Error(held.failure.detail)
  }
}

/** What one would write first, on tables of its own with the same keys: no rules in the database beside the lock. */
async function rowLocks(pool: Pool, companyIds: readonly string[]) {
  await pool.query(`
    create table if not exists plain_accounts (company_id uuid primary key, balance_micros bigint not null,
      held_micros bigint not null default 0, credit_limit_micros bigint not null);
    create table if not exists plain_authorizations (id uuid primary key, company_id uuid not null, amount_micros bigint not null,
      rate jsonb, message_key uuid, message_id text, idempotency_key text not null, created_at timestamptz not null,
      expires_at timestamptz not null, unique (company_id, idempotency_key));
    insert into plain_accounts select id, 0, 0, 1000000000000000 from companies on conflict do nothing`)
  return async (request: number): Promise<void> => {
    const companyId = companyIds[request % companyIds.length]
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query<{ available: string }>({
        name: 'lock',
        text: `select balance_micros - held_micros + credit_limit_micros as available from plain_accounts
          where company_id = $1 for update`,
        values: [companyId],
      })
      if (BigInt(rows[0]?.available ?? 0) < amountMicros) throw new Error('not covered')
      await client.query({
        name: 'insert',
        text: 'insert into plain_authorizations values ($1, $2, $3, $4, $5, $6, $7, now(), $8)',
        values: [
          randomUUID(),
          companyId,
          amountMicros.toString(),
          JSON.stringify(rate),
          randomUUID(),
          `m-${request}`,
          randomUUID(),
          new Date(Date.now() + 86_400_000),
        ],
      })
      await client.query({
        name: 'update',
        text: 'update plain_accounts set held_micros = held_micros + $2 where company_id = $1',
        values: [companyId, amountMicros.toString()],
      })
      await client.query('commit')
    } finally {
      client.release()
    }
  }
}

function figuresOf(name: string, runs: readonly Run[], goal?: number): Figure[] {
  const rateFigure = {
    name: `${name}: authorizations/s`,
    value: median(runs.map(({ perSecond }) => perSecond)),
    unit: '1/s',
  }
  return [
    goal === undefined ? rateFigure : { ...rateFigure, goal, op: '>=' },
    { name: `${name}: p50 of the answer`, value: median(runs.map(({ p50Ms }) => p50Ms)), unit: 'ms' },
    { name: `${name}: p99 of the answer`, value: median(runs.map(({ p99Ms }) => p99Ms)), unit: 'ms' },
  ]
}

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-bench-'))
const server = await startEmbeddedPostgres({ dataDir: scratch })
const records = await openRecords({ url: server.url })
/** As many connections as the product has: with one for each caller row locks are slower still. */
const pool = new Pool({ connectionString: server.url, max: 10 })
try {
  await records.migrate()
  const many = await makeCompanies(records, companies)
  const one = many.slice(0, 1)
  await giveCredit(pool)
  const results = new Map<string, Run[]>()
  const measure = async (name: string, call: (request: number) => Promise<void>): Promise<void> => {
    const result = await run(call)
    progress(`${name}: ${Math.round(result.perSecond)}/s`)
    results.set(name, [...(results.get(name) ?? []), result])
  }
  const severalName = `${companies} companies`
  // Taken in turns, so that a machine that is busy for a while slows both.
  for (let round = 0; round < rounds; round += 1) {
    await measure('one company', authorizer(records, one))
    await measure('one company, row locks', await rowLocks(pool, one))
    await measure(severalName, authorizer(records, many))
    await measure(`${severalName}, row locks`, await rowLocks(pool, many))
  }
  const of = (name: string): readonly Run[] => results.get(name) ?? []
  const ratio = (name: string): number =>
    median(
      of(name).map(
        ({ perSecond }, round) => perSecond / (of(`${name}, row locks`)[round]?.perSecond ?? Number.NaN),
      ),
    )
  report(
    'ledger',
    [
      ...figuresOf('one company', of('one company'), 15_000),
      ...figuresOf('one company, row locks', of('one company, row locks')),
      {
        name: 'one company: batched ÷ row locks',
        value: ratio('one company'),
        unit: 'ratio',
        goal: 2.5,
        op: '>=',
      },
      ...figuresOf(severalName, of(severalName)),
      ...figuresOf(`${severalName}, row locks`, of(`${severalName}, row locks`)),
      { name: `${severalName}: batched ÷ row locks`, value: ratio(severalName), unit: 'ratio' },
    ],
    json,
  )
} finally {
  await pool.end()
  await records.close()
  await server.stop()
  await rm(scratch, { recursive: true, force: true })
}
