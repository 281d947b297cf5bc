import { Client } from 'pg'
import { startEmbeddedPostgres } from '../../src/records/index.ts'
import type { directClient } from './analytics-world.ts'

const columns = `company_id, created_at, channel, status, country, network, campaign, error_code, segments, latency_ms, clicked, cost`
const chunkRows = 25_000

type Engine = ReturnType<typeof directClient>

const quiet = (): void => {}
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }

async function readCompany(engine: Engine, company: string): Promise<readonly (readonly unknown[])[]> {
  const answer = await engine.query({
    query: `SELECT company_id, toString(created_at) || 'Z', channel, status, country, network, campaign, error_code, segments, latency_ms,
      clicked_at IS NOT NULL, cost FROM messages WHERE is_deleted = 0 AND company_id = {company:UUID}`,
    query_params: { company },
    format: 'JSONCompact',
    clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
  })
  return (await answer.json<readonly unknown[]>()).data
}

/** A plain PostgreSQL table with the same messages and an index for the page's questions. */
export async function openPlainPostgres(dataDir: string, engine: Engine, companies: readonly string[]) {
  const server = await startEmbeddedPostgres({
    dataDir,
    log: silent,
  })
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await client.query(`CREATE TABLE messages (company_id uuid, created_at timestamptz, channel text, status text, country text,
    network text, campaign text, error_code text, segments int, latency_ms bigint, clicked boolean, cost numeric)`)
  const casts = [
    'uuid',
    'timestamptz',
    'text',
    'text',
    'text',
    'text',
    'text',
    'text',
    'int',
    'bigint',
    'boolean',
    'numeric',
  ]
  const unnest = casts.map((type, index) => `$${index + 1}::${type}[]`).join(', ')
  let rows = 0
  for (const company of companies) {
    const table = await readCompany(engine, company)
    rows += table.length
    for (let start = 0; start < table.length; start += chunkRows) {
      const chunk = table.slice(start, start + chunkRows)
      await client.query(
        `INSERT INTO messages (${columns}) SELECT * FROM unnest(${unnest})`,
        casts.map((_, index) => chunk.map((row) => row[index])),
      )
    }
  }
  await client.query('CREATE INDEX ON messages (company_id, created_at)')
  await client.query('VACUUM ANALYZE messages')
  return {
    rows,
    ask: (text: string, values: readonly string[]) => client.query(text, [...values]),
    close: async () => {
      await client.end()
      await server.stop()
    },
  }
}
