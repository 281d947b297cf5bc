import { type Layout, localTable } from '../connect/topology.ts'

/**
 * Notes which messages of priced companies were written, by the version of their fold. Made on a node before the first
 * prices come to it: a view on `messages` costs a rebuild a quarter of its time, also where it never has a row to note.
 */
export function changedChargesFeed(layout: Layout): string {
  return `CREATE MATERIALIZED VIEW IF NOT EXISTS changed_charges_feed TO ${localTable(layout, 'changed_charges')} AS
SELECT company_id, version, created_hour, message_key FROM ${localTable(layout, 'messages')} WHERE is_priced`
}
