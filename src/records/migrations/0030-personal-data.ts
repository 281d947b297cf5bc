import { type Kysely, sql } from 'kysely'

/**
 * Personal data is a scope of its own. Keys go on reading what they read before; reports that were made or are scheduled with numbers
 * and addresses in full stay with those who may see these, but for schedules that nobody asked for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(scopes).execute(db)
}

const scopes = `
update api_keys set scopes = array_append(scopes, 'personal_data:read')
where scopes && array['metrics:read', 'events:write', 'connections:manage']::text[] and not 'personal_data:read' = any(scopes);

update reports set scopes = array_append(scopes, 'personal_data:read')
where (type in ('message_detail', 'chat_sessions', 'calls', 'charges') or group_by::text like '%"sender"%' or filters::text like '%"sender"%')
  and not 'personal_data:read' = any(scopes);

update report_schedules set scopes = array_append(scopes, 'personal_data:read')
where (type in ('message_detail', 'chat_sessions', 'calls', 'charges') or group_by::text like '%"sender"%' or filters::text like '%"sender"%')
  and not is_automatic and not 'personal_data:read' = any(scopes);
`
