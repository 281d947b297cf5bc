import { type Failure, fail, ok, type Result } from '../../../core/index.ts'
import type { GatewayEventFailure, GatewayRequest } from '../gateways/payment-gateway.ts'
import type { PaymentsDeps } from '../payments-deps.ts'
import { adapterOf, type GatewayRow, readGateway } from '../settings/gateway-rows.ts'
import { applyGatewayEvent } from './apply-gateway-event.ts'

/** The gateway that an address of webhooks belongs to; looked up before the body is read. */
export async function gatewayForHook(
  { records }: Pick<PaymentsDeps, 'records'>,
  gatewayId: string,
): Promise<Result<GatewayRow, Failure<'not_found'>>> {
  const gateway = await readGateway(records.system, gatewayId)
  return gateway ? ok(gateway) : fail('not_found', 'There is no such payment gateway.')
}

/**
 * Takes in a webhook: signature and mode first, then the event and all that comes of it in one transaction. Where that fails the
 * event is not known, and does its work when the gateway sends it again; sent again after it was done, it does nothing.
 */
export async function takeGatewayEvent(
  deps: PaymentsDeps,
  gateway: GatewayRow,
  request: GatewayRequest,
): Promise<Result<void, GatewayEventFailure | Failure<'secrets_unreadable'>>> {
  const adapter = adapterOf(deps, gateway)
  if (!adapter.ok) return adapter
  const parsed = adapter.value.verifyAndParse(request, deps.clock())
  if (!parsed.ok) return parsed
  const event = parsed.value
  if (event.kind === 'ignored') return ok(undefined)
  await deps.records.asSystem((db) => applyGatewayEvent(db, deps, gateway, event))
  return ok(undefined)
}
