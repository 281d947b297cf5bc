import { expect, test } from 'vitest'
import type { Layout } from '../connect/topology.ts'
import { chats } from './chat-tables.ts'
import { migrations } from './migrations.ts'
import { createTableStatements } from './table.ts'
import { messageLog, messages } from './tables.ts'

const sharded: Layout = { kind: 'sharded', cluster: 'c', database: 'd' }
const replicated: Layout = { ...sharded, kind: 'replicated' }

test('a single node has the plain table only', () => {
  const statements = createTableStatements(messages, { kind: 'single' })
  expect(statements).toHaveLength(1)
  expect(statements[0]).toContain('CREATE TABLE IF NOT EXISTS messages (')
  expect(statements[0]).toContain('ENGINE = ReplacingMergeTree(version)')
})

test('a shard has the local table and the one that spreads rows by company', () => {
  const [local, distributed] = createTableStatements(messageLog, sharded)
  expect(local).toContain('CREATE TABLE IF NOT EXISTS message_log_local (')
  expect(local).toContain('ENGINE = ReplacingMergeTree(precedence)')
  expect(distributed).toContain("Distributed('c', 'd', 'message_log_local', cityHash64(company_id))")
})

test('the twin of a table on a cluster has its columns and no indices', () => {
  const [local, distributed] = createTableStatements(chats, sharded)
  expect(local).toContain('INDEX over ')
  expect(distributed).toContain('over_at')
  expect(distributed).not.toContain('INDEX')
})

test('replicas share a table through the keeper, one path per shard and table', () => {
  const [local] = createTableStatements(messageLog, replicated)
  expect(local).toContain(
    "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/d/message_log', '{replica}', precedence)",
  )
})

test('what answers a sender is synced to the disk', () => {
  const statements = migrations.flatMap((migration) => migration.statements({ kind: 'single' }))
  for (const table of ['raw_requests', 'message_log', 'changed_messages', 'chat_log', 'changed_chats'])
    expect(statements.find((text) => text.includes(`TABLE IF NOT EXISTS ${table} `))).toContain(
      'fsync_after_insert = 1, fsync_part_directory = 1',
    )
})

test('migrations are numbered in order, and every statement can be repeated', () => {
  const numbers = migrations.map((migration) => migration.number)
  expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other))
  for (const layout of [{ kind: 'single' } as const, sharded, replicated])
    for (const statement of migrations.flatMap((migration) => migration.statements(layout)))
      expect(statement).toMatch(/IF (NOT )?EXISTS/)
})
