import { randomUUID } from 'node:crypto'
import { allow, type Principal } from '../../../companies/index.ts'
import type { ApiCheckout } from '../../../contract/index.ts'
import { type Failure, fail, isUuid, ok, type Result } from '../../../core/index.ts'
import { type SandboxEvent, sandboxRequest } from '../gateways/sandbox-gateway.ts'
import { takeGatewayEvent } from '../inbox/take-gateway-event.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { openSecrets, readGateway } from '../settings/gateway-rows.ts'
import { type CheckoutRow, selectCheckouts, toApiCheckout } from './checkout-rows.ts'

/** A checkout of the caller's company. */
export async function viewCheckout(
  deps: Pick<PaymentsDeps, 'records'>,
  caller: Principal,
  id: string,
): Promise<Result<ApiCheckout, Failure<'forbidden' | 'not_found'>>> {
  const row = await readCheckout(deps, caller, id)
  return row.ok ? ok(toApiCheckout(row.value)) : row
}

/**
 * Plays the payer and the gateway of a sandbox: the event goes the way of a webhook, signature and all. There is nothing to
 * play for a real gateway (`not_found`).
 */
export async function playSandbox(
  deps: PaymentsDeps,
  caller: Principal,
  id: string,
  outcome: 'pay' | 'fail',
): Promise<Result<ApiCheckout, Failure<'forbidden' | 'not_found' | 'secrets_unreadable'>>> {
  const row = await readCheckout(deps, caller, id)
  if (!row.ok) return row
  const gateway = await readGateway(deps.records.system, row.value.gateway_id)
  const { external_id: checkoutId } = row.value
  if (gateway?.kind !== 'sandbox' || checkoutId === null) return noSuchCheckout()
  const secrets = openSecrets(deps.key, gateway)
  if (!secrets.ok) return secrets
  const nowMs = deps.clock()
  const event: SandboxEvent = {
    kind: outcome === 'pay' ? 'payment_succeeded' : 'payment_failed',
    eventId: randomUUID(),
    occurredAtMs: nowMs,
    orderId: row.value.id,
    checkoutId,
    paymentId: `${checkoutId}_payment`,
    amountMicros: BigInt(row.value.amount_micros),
    currency: row.value.currency,
  }
  const taken = await takeGatewayEvent(
    deps,
    gateway,
    sandboxRequest(event, secrets.value.webhookSecrets, nowMs),
  )
  if (!taken.ok) throw new Error(`the sandbox refuses its own event: ${taken.failure.detail}`)
  return await viewCheckout(deps, caller, id)
}

async function readCheckout(
  { records }: Pick<PaymentsDeps, 'records'>,
  caller: Principal,
  id: string,
): Promise<Result<CheckoutRow, Failure<'forbidden' | 'not_found'>>> {
  const allowed = allow(caller, 'billing:read')
  if (!allowed.ok) return allowed
  const row = isUuid(id)
    ? await records.asSystem((db) =>
        selectCheckouts(db)
          .where('c.id', '=', id)
          .where('c.company_id', '=', caller.companyId)
          .executeTakeFirst(),
      )
    : undefined
  return row ? ok(row) : noSuchCheckout()
}

function noSuchCheckout(): { ok: false; failure: Failure<'not_found'> } {
  return fail('not_found', 'There is no such checkout.')
}
