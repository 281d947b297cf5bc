import { type Layout, localTable } from '../connect/topology.ts'

/** Notes each inserted batch's calls, with the node's own time. */
export function changedCallsFeed(layout: Layout): string {
  return `CREATE MATERIALIZED VIEW IF NOT EXISTS changed_calls_feed TO ${localTable(layout, 'changed_calls')} AS
SELECT DISTINCT company_id, now64(3, 'UTC') AS inserted_at, batch_id, call_key
FROM ${localTable(layout, 'call_log')}`
}
