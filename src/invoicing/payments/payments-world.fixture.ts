import { randomUUID } from 'node:crypto'
import { uuidV7 } from '../../core/index.ts'
import { lockBalance } from '../../ledger/index.ts'
import { makeCompany, type TestCompany } from '../../ledger/world.fixture.ts'
import { hashInput, type Records } from '../../records/index.ts'
import { issueDocument } from '../issue-document.ts'
import { createPayments, type Payments } from './create-payments.ts'
import type { CreditedPayment } from './credit/credit-payment.ts'
import { type SandboxEvent, sandboxRequest } from './gateways/sandbox-gateway.ts'
import type { PaymentsDeps } from './payments-deps.ts'
import { openSecrets, readGateway } from './settings/gateway-rows.ts'

export const worldMs = Date.UTC(2026, 9, 5)

type WorldRecords = Pick<Records, 'asSystem' | 'withCompany' | 'system'>

export interface PaymentsWorld {
  readonly deps: PaymentsDeps
  readonly payments: Payments
  /** Payments that the rest of the program was told of. */
  readonly credited: CreditedPayment[]
}

/** Payments over records, at a set moment that goes on by a millisecond a look; no network. */
export function paymentsOver(records: WorldRecords): PaymentsWorld {
  let nowMs = worldMs
  const credited: CreditedPayment[] = []
  const deps: PaymentsDeps = {
    records,
    clock: () => (nowMs += 1),
    key: Buffer.alloc(32, 7),
    publicUrl: 'https://stats.example.com',
    allowsTestPayments: true,
    fetch: async () => {
      throw new Error('no network in tests')
    },
    onCredited: async (_db, payment) => {
      credited.push(payment)
    },
  }
  return { deps, payments: createPayments(deps), credited }
}

export interface Dealers {
  readonly seller: TestCompany
  readonly buyer: TestCompany
}

export async function makeDealers(records: WorldRecords, currency = 'EUR'): Promise<Dealers> {
  const seller = await makeCompany(records, { currency })
  return { seller, buyer: await makeCompany(records, { parentId: seller.id, currency }) }
}

/** A document of so many euros, net without tax; it has the next number of its seller. */
export async function issueTo(
  records: WorldRecords,
  { seller, buyer }: Dealers,
  document: { readonly kind?: 'invoice' | 'pro_forma'; readonly euros: number; readonly series?: string },
): Promise<{ readonly id: string; readonly number: string }> {
  const { kind = 'pro_forma', euros } = document
  const micros = BigInt(euros) * 1_000_000n
  const key = randomUUID()
  const monthMs = Date.UTC(2026, 8, 1) + issued++
  const issuedDocument = await records.asSystem(async (db) => {
    await lockBalance(db, buyer.id)
    return await issueDocument(
      db,
      {
        id: uuidV7(worldMs),
        companyId: buyer.id,
        supplier: { id: seller.id, role: 'company' },
        kind,
        series: document.series ?? (kind === 'invoice' ? 'INV' : 'PF'),
        issuedOn: '2026-10-02',
        currency: 'EUR',
        amounts: {
          exactMicros: micros,
          netMicros: micros,
          taxMicros: 0n,
          grossMicros: micros,
          residueMicros: 0n,
          prepaidMicros: 0n,
          dueMicros: micros,
        },
        usage:
          kind === 'invoice'
            ? {
                fromMs: monthMs - 1,
                toMs: monthMs,
                timeZone: 'UTC',
                monthStartsMs: [monthMs - 1],
                lines: [],
                afterPasses: {},
                throughPasses: {},
              }
            : null,
        corrects: null,
        document: { kind, number: '', minorDigits: 2 },
        idempotencyKey: key,
        inputHash: hashInput({ key }),
        by: { userId: null, name: null },
      },
      worldMs - 86_400_000 + issued,
    )
  })
  if (!issuedDocument.ok) throw new Error(issuedDocument.failure.code)
  return issuedDocument.value
}
let issued = 0

/** Offers the sandbox to the buyers of a seller, and sends its events. */
export async function offerSandbox({ deps, payments }: PaymentsWorld, seller: TestCompany) {
  const put = await payments.putGateway(seller.key, { kind: 'sandbox', offered: true })
  if (!put.ok) throw new Error(put.failure.detail)
  const gatewayId = put.value.id
  const row = await readGateway(deps.records.system, gatewayId)
  const secrets = row ? openSecrets(deps.key, row) : null
  if (!row || !secrets?.ok) throw new Error('the gateway was not kept')
  const { webhookSecrets } = secrets.value
  return {
    gatewayId,
    send: (event: SandboxEvent, through = payments) =>
      through.takeGatewayEvent(row, sandboxRequest(event, webhookSecrets, deps.clock())),
  }
}

/** The event of a checkout that was paid. */
export function paidEvent(orderId: string, change: Partial<SandboxEvent> = {}): SandboxEvent {
  return {
    kind: 'payment_succeeded',
    eventId: `paid-${orderId}`,
    occurredAtMs: worldMs,
    orderId,
    checkoutId: `checkout-${orderId}`,
    paymentId: `payment-${orderId}`,
    amountMicros: 100_000_000n,
    currency: 'EUR',
    ...change,
  } as SandboxEvent
}

/** The accounts of a company that are not zero, in whole micro-units. */
export async function accountsOf(
  records: WorldRecords,
  companyId: string,
): Promise<Readonly<Record<string, number>>> {
  const rows = await records.system
    .selectFrom('accounts')
    .select(['kind', 'balance_micros'])
    .where('company_id', '=', companyId)
    .where('balance_micros', '<>', '0')
    .execute()
  return Object.fromEntries(rows.map(({ kind, balance_micros }) => [kind, Number(balance_micros) / 1e6]))
}
