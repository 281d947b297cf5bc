import { createReadStream } from 'node:fs'
import { createClient } from '@clickhouse/client'
import { createChdbConnection } from 'chdb/connection'
import { parse } from 'csv-parse'
import { logTitles } from '../fixtures/message-log-file.ts'

// A process of its own: parses a file and inserts its cells into chDB as they are, and nothing else.
const [path = '', dataDir = ''] = process.argv.slice(2)
const rowsPerInsert = 5_000
/** chdb types its connection by a second copy of the driver's declarations. */
const connection = createChdbConnection({ path: dataDir }) as unknown as NonNullable<
  NonNullable<Parameters<typeof createClient>[0]>['connection']
>
const client = createClient({ connection })
const columns = logTitles.split(',').map((_, place) => `c${place} String`)
await client.command({
  query: `CREATE TABLE bare (${columns.join(', ')}) ENGINE = MergeTree ORDER BY c0 SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
})
let lines: string[] = []
const write = async (): Promise<void> => {
  const text = lines.join('\n')
  lines = []
  await client.command({ query: `INSERT INTO bare FORMAT TabSeparated\n${text}\n` })
}
for await (const cells of createReadStream(path).pipe(parse({ from: 2 })) as AsyncIterable<string[]>) {
  lines.push(cells.join('\t'))
  if (lines.length === rowsPerInsert) await write()
}
if (lines.length > 0) await write()
await client.close()
process.exit(0)
