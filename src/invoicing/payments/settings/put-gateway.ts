import { randomBytes } from 'node:crypto'
import { addAuditEntry, allow, callerName, lockCompany, type Principal } from '../../../companies/index.ts'
import type { ApiPaymentGateway, GatewayPut, SetAsideReason } from '../../../contract/index.ts'
import { setAsideReasons } from '../../../contract/index.ts'
import { type Failure, fail, ok, type Result, uuidV7 } from '../../../core/index.ts'
import type { Database, Kysely } from '../../../records/index.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import {
  fromRowGateway,
  type GatewayRow,
  type GatewaySecrets,
  openSecrets,
  sealSecrets,
  selectGateways,
} from './gateway-rows.ts'

/** Events set aside that are shown of one gateway. */
const maxSetAside = 20

type SettingsDeps = Pick<PaymentsDeps, 'records' | 'clock' | 'key' | 'publicUrl' | 'allowsTestPayments'>

/** The gateways of the caller's company as a seller. */
export async function listGateways(
  deps: Pick<SettingsDeps, 'records' | 'publicUrl'>,
  caller: Principal,
): Promise<Result<readonly ApiPaymentGateway[], Failure<'forbidden'>>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  return ok(
    await deps.records.asSystem(async (db) => {
      const rows = await selectGateways(db)
        .where('seller_id', '=', caller.companyId)
        .orderBy('kind', 'desc')
        .execute()
      return await Promise.all(rows.map((row) => toApiGateway(db, deps.publicUrl, fromRowGateway(row))))
    }),
  )
}

export type PutFailure = Failure<
  'forbidden' | 'invalid_settings' | 'test_payments_off' | 'secrets_unreadable'
>

/**
 * Sets up a gateway, or changes it; what is left out stays. Offering one takes the other one back; what is paid there still
 * comes in. A gateway without its secrets cannot be offered (`invalid_settings`), one in test mode only where the installation
 * allows it (`test_payments_off`).
 */
export async function putGateway(
  deps: SettingsDeps,
  caller: Principal,
  put: GatewayPut,
): Promise<Result<ApiPaymentGateway, PutFailure>> {
  const allowed = allow(caller, 'billing:manage')
  if (!allowed.ok) return allowed
  return await deps.records.asSystem(async (db) => {
    // Two that are set up at once come one after the other.
    await lockCompany(db, caller.companyId)
    const found = await selectGateways(db)
      .where('seller_id', '=', caller.companyId)
      .where('kind', '=', put.kind)
      .executeTakeFirst()
    const before = found ? fromRowGateway(found) : null
    const secrets = secretsAfter(deps.key, before, put)
    if (!secrets.ok) return secrets
    const isReady = secrets.value.apiKey !== '' && secrets.value.webhookSecrets.length > 0
    if (put.offered && !isReady)
      return fail(
        'invalid_settings',
        'The gateway needs its API key and the signing secret of its webhook before it can be offered.',
      )
    const mode = put.kind === 'stripe' && /^[sr]k_live_/.test(secrets.value.apiKey) ? 'live' : 'test'
    if (put.offered && mode === 'test' && !deps.allowsTestPayments)
      return fail(
        'test_payments_off',
        'A gateway in test mode credits money that nobody paid. Whoever runs this installation can allow it for trials: TEST_PAYMENTS=true.',
      )
    const id = before?.id ?? uuidV7(deps.clock())
    if (put.offered)
      await db
        .updateTable('payment_gateways')
        .set({ is_offered: false })
        .where('seller_id', '=', caller.companyId)
        .where('id', '<>', id)
        .execute()
    const changing = {
      mode,
      settings: sealSecrets(deps.key, id, secrets.value),
      is_ready: isReady,
      is_offered: put.offered,
      updated_at: new Date(deps.clock()),
      updated_by_name: await callerName(db, caller),
    }
    const row = await db
      .insertInto('payment_gateways')
      .values({ id, seller_id: caller.companyId, kind: put.kind, ...changing })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
      .returningAll()
      .executeTakeFirstOrThrow()
    await addAuditEntry(db, caller, {
      act: 'gateway.changed',
      companyId: caller.companyId,
      subject: { id, name: put.kind },
      before: found ? { mode: found.mode, is_ready: found.is_ready, is_offered: found.is_offered } : null,
      after: { mode, is_ready: isReady, is_offered: put.offered },
      nowMs: deps.clock(),
    })
    return ok(await toApiGateway(db, deps.publicUrl, fromRowGateway(row)))
  })
}

function secretsAfter(
  key: Buffer,
  before: GatewayRow | null,
  put: GatewayPut,
): Result<GatewaySecrets, Failure<'secrets_unreadable'>> {
  if (put.kind === 'stripe' && put.api_key !== undefined && put.webhook_secrets !== undefined)
    return ok({ apiKey: put.api_key, webhookSecrets: put.webhook_secrets })
  const kept = before ? openSecrets(key, before) : ok({ apiKey: '', webhookSecrets: [] })
  if (!kept.ok) return kept
  if (put.kind === 'stripe')
    return ok({
      apiKey: put.api_key ?? kept.value.apiKey,
      webhookSecrets: put.webhook_secrets ?? kept.value.webhookSecrets,
    })
  const [secret = randomBytes(32).toString('hex')] = kept.value.webhookSecrets
  return ok({ apiKey: 'sandbox', webhookSecrets: [secret] })
}

async function toApiGateway(
  db: Kysely<Database>,
  publicUrl: string,
  gateway: GatewayRow,
): Promise<ApiPaymentGateway> {
  const setAside = await db
    .selectFrom('payment_inbox')
    .select(['event_id', 'kind', 'set_aside', 'received_at'])
    .where('gateway_id', '=', gateway.id)
    .where('set_aside', 'is not', null)
    .orderBy('received_at', 'desc')
    .limit(maxSetAside)
    .execute()
  return {
    id: gateway.id,
    kind: gateway.kind,
    mode: gateway.mode,
    ready: gateway.isReady,
    offered: gateway.isOffered,
    webhook_url: `${publicUrl}/hooks/payments/${gateway.id}`,
    updated_at: gateway.updatedAt.toISOString(),
    updated_by: gateway.updatedBy,
    set_aside: setAside.map(({ event_id, kind, set_aside, received_at }) => ({
      event_id,
      kind,
      reason: toReason(set_aside),
      received_at: received_at.toISOString(),
    })),
  }
}

function toReason(text: string | null): SetAsideReason {
  const reason = setAsideReasons.find((known) => known === text)
  if (!reason) throw new Error(`an event set aside for the unknown reason ${text}`)
  return reason
}
