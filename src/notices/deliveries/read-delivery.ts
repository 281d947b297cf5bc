import { isLanguage, type Language } from '../../messages/index.ts'
import type { Records } from '../../records/index.ts'
import { fromNoticeRow, type StoredNotice } from '../notice.ts'
import type { SealedSecrets } from '../webhooks/endpoint-secrets.ts'

interface WebhookTarget extends SealedSecrets {
  readonly kind: 'webhook'
  readonly url: string
  readonly isOff: boolean
}

interface MailTarget {
  readonly kind: 'email'
  readonly address: string
  readonly language: Language
  readonly company: { readonly name: string; readonly timeZone: string }
}

/** What has to be sent, and where to. */
export interface DueDelivery {
  readonly id: string
  readonly notice: StoredNotice
  readonly target: WebhookTarget | MailTarget
}

/** Null where it is gone: its endpoint was deleted meanwhile. */
export async function readDelivery(
  { system }: Pick<Records, 'system'>,
  deliveryId: string,
): Promise<DueDelivery | null> {
  const row = await system
    .selectFrom('deliveries')
    .innerJoin('notices', 'notices.id', 'deliveries.notice_id')
    .innerJoin('companies', 'companies.id', 'deliveries.company_id')
    .leftJoin('webhook_endpoints as endpoint', 'endpoint.id', 'deliveries.endpoint_id')
    .leftJoin('notice_settings', 'notice_settings.company_id', 'deliveries.company_id')
    .where('deliveries.id', '=', deliveryId)
    .select([
      'deliveries.id',
      'deliveries.address',
      'notices.company_id',
      'notices.type',
      'notices.subject_id',
      'notices.occurred_at',
      'notices.data',
      'companies.name',
      'companies.time_zone',
      'notice_settings.language',
      'endpoint.id as endpoint_id',
      'endpoint.url',
      'endpoint.secrets',
      'endpoint.previous_secret_until',
      'endpoint.off_reason',
    ])
    .executeTakeFirst()
  if (!row) return null
  const target = webhookTargetOf(row) ?? mailTargetOf(row)
  return target && { id: row.id, notice: fromNoticeRow(row), target }
}

function webhookTargetOf(row: {
  readonly endpoint_id: string | null
  readonly url: string | null
  readonly secrets: Buffer | null
  readonly previous_secret_until: Date | null
  readonly off_reason: string | null
}): WebhookTarget | null {
  const { endpoint_id: id, url, secrets, previous_secret_until, off_reason } = row
  if (id === null || url === null || secrets === null) return null
  return { kind: 'webhook', id, url, secrets, previous_secret_until, isOff: off_reason !== null }
}

function mailTargetOf(row: {
  readonly address: string | null
  readonly language: string | null
  readonly name: string
  readonly time_zone: string
}): MailTarget | null {
  const { address, language, name, time_zone: timeZone } = row
  if (address === null) return null
  return {
    kind: 'email',
    address,
    language: isLanguage(language) ? language : 'en',
    company: { name, timeZone },
  }
}
