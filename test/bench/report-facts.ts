import type { TableColumn, TableRows } from '../../src/documents/index.ts'
import type { CompanyFacts } from '../../src/facts/index.ts'
import { world } from './analytics-world.ts'

/** A column of the report: how it is selected, and how it is written. */
const selected: readonly (readonly [key: string, type: TableColumn['type'], sql: string])[] = [
  ['message_id', 'text', 'message_id'],
  ['created', 'instant', 'toUnixTimestamp64Milli(created_at)'],
  ['channel', 'text', 'channel'],
  ['status', 'text', 'status'],
  ['sender', 'text', 'sender'],
  ['recipient', 'text', 'recipient'],
  ['recipient_type', 'text', 'recipient_type'],
  ['country', 'text', 'country'],
  ['network', 'text', 'network'],
  ['campaign', 'text', 'campaign'],
  ['template', 'text', 'template'],
  ['kind', 'text', 'kind'],
  ['category', 'text', 'category'],
  ['segments', 'integer', 'segments'],
  ['parts', 'integer', 'parts'],
  ['sent', 'instant', 'toUnixTimestamp64Milli(sent_at)'],
  ['delivered', 'instant', 'toUnixTimestamp64Milli(delivered_at)'],
  ['read', 'instant', 'toUnixTimestamp64Milli(read_at)'],
  ['latency', 'duration_ms', 'latency_ms'],
  ['cost', 'money', "if(cost IS NULL, '', toString(cost))"],
]

export const reportColumns: readonly TableColumn[] = selected.map(([key, type]) => ({
  key,
  title: key,
  type,
}))
const selectList = selected.map(([key, , sql]) => `${sql} AS c_${key}`).join(', ')

/** The same columns as the engine itself writes them to CSV. */
export const bareSelectList = [
  ...selected.map(([, type, sql]) =>
    type === 'instant' ? sql.slice('toUnixTimestamp64Milli('.length, -1) : sql,
  ),
  'cost_currency',
].join(', ')

/** Rows are read by windows of time of about this many. */
const rowsPerWindow = 10_000

type Row = Readonly<Record<string, unknown>>

/** All messages of a company as rows of the report, a window of time after the other. */
export async function* reportPages(facts: CompanyFacts, rows: number): AsyncGenerator<TableRows> {
  const fromMs = Date.parse(world.from)
  const hours = (Date.parse(world.to) - fromMs) / 3_600_000
  const windowHours = Math.max(1, Math.floor((hours * rowsPerWindow) / rows))
  for (let hour = 0; hour < hours; hour += windowHours) {
    const params = {
      begin: fromMs / 1_000 + hour * 3_600,
      until: fromMs / 1_000 + Math.min(hours, hour + windowHours) * 3_600,
    }
    const { rows: read } = await facts.query<Row>({
      sql: (from) =>
        `SELECT ${selectList}, cost_currency FROM ${from.messages} WHERE created_hour >= toDateTime({begin:UInt32}, 'UTC') AND created_hour < toDateTime({until:UInt32}, 'UTC')`,
      params,
    })
    yield read.map(toReportRow)
  }
}

function toReportRow(row: Row): readonly unknown[] {
  return selected.map(([key, type]) => {
    const value = row[`c_${key}`]
    if (type === 'money') return value === '' ? null : { amount: value, currency: row['cost_currency'] }
    return type === 'instant' && value !== null ? Number(value) : value
  })
}
