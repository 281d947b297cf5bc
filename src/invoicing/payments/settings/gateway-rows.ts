import { z } from 'zod'
import { openSettings, sealSettings } from '../../../companies/index.ts'
import { type GatewayKind, type GatewayMode, gatewayKinds, gatewayModes } from '../../../contract/index.ts'
import { type Failure, isUuid, ok, type Result } from '../../../core/index.ts'
import type { Database, Kysely } from '../../../records/index.ts'
import type { PaymentGateway } from '../gateways/payment-gateway.ts'
import { createSandboxGateway } from '../gateways/sandbox-gateway.ts'
import { createStripeGateway } from '../gateways/stripe/stripe-gateway.ts'
import type { PaymentsDeps } from '../payments-deps.ts'

/** A seller's gateway with what stands in the table, but for its secrets. */
export interface GatewayRow {
  readonly id: string
  readonly sellerId: string
  readonly kind: GatewayKind
  readonly mode: GatewayMode
  readonly isReady: boolean
  readonly isOffered: boolean
  readonly sealed: Buffer
  readonly updatedAt: Date
  readonly updatedBy: string | null
}

/** What is sealed. A key that is not entered yet is empty. */
export interface GatewaySecrets {
  readonly apiKey: string
  readonly webhookSecrets: readonly string[]
}

export function selectGateways(db: Kysely<Database>) {
  return db.selectFrom('payment_gateways').selectAll()
}

export function fromRowGateway(
  row: Awaited<ReturnType<ReturnType<typeof selectGateways>['executeTakeFirstOrThrow']>>,
): GatewayRow {
  return {
    id: row.id,
    sellerId: row.seller_id,
    kind: z.enum(gatewayKinds).parse(row.kind),
    mode: z.enum(gatewayModes).parse(row.mode),
    isReady: row.is_ready,
    isOffered: row.is_offered,
    sealed: row.settings,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by_name,
  }
}

export async function readGateway(db: Kysely<Database>, id: string): Promise<GatewayRow | null> {
  if (!isUuid(id)) return null
  const row = await selectGateways(db).where('id', '=', id).executeTakeFirst()
  return row ? fromRowGateway(row) : null
}

/** By which the companies of a seller pay now. One in test mode counts only while the installation allows test payments. */
export async function readOfferedGateway(
  db: Kysely<Database>,
  sellerId: string,
  { allowsTestPayments }: Pick<PaymentsDeps, 'allowsTestPayments'>,
): Promise<GatewayRow | null> {
  const found = await selectGateways(db)
    .where('seller_id', '=', sellerId)
    .where('is_offered', '=', true)
    .executeTakeFirst()
  const gateway = found ? fromRowGateway(found) : null
  return gateway?.mode === 'test' && !allowsTestPayments ? null : gateway
}

/** Sealed values are texts; a signing secret holds no space. */
export function sealSecrets(key: Buffer, gatewayId: string, secrets: GatewaySecrets): Buffer {
  return sealSettings(key, gatewayId, {
    api_key: secrets.apiKey,
    webhook_secrets: secrets.webhookSecrets.join(' '),
  })
}

export function openSecrets(
  key: Buffer,
  gateway: Pick<GatewayRow, 'id' | 'sealed'>,
): Result<GatewaySecrets, Failure<'secrets_unreadable'>> {
  const opened = openSettings(key, gateway.id, gateway.sealed)
  if (!opened.ok) return opened
  const { api_key: apiKey = '', webhook_secrets: secrets = '' } = opened.value
  return ok({ apiKey, webhookSecrets: secrets.split(' ').filter((secret) => secret !== '') })
}

/** The adapter of a seller's gateway. */
export function adapterOf(
  { key, publicUrl, fetch }: Pick<PaymentsDeps, 'key' | 'publicUrl' | 'fetch'>,
  gateway: GatewayRow,
): Result<PaymentGateway, Failure<'secrets_unreadable'>> {
  const secrets = openSecrets(key, gateway)
  if (!secrets.ok) return secrets
  const { apiKey, webhookSecrets } = secrets.value
  return ok(
    gateway.kind === 'stripe'
      ? createStripeGateway({ apiKey, webhookSecrets, fetch })
      : createSandboxGateway({ secrets: webhookSecrets, pageUrl: `${publicUrl}/sandbox-checkout` }),
  )
}
