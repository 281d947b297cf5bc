import type { Principal } from '../companies/index.ts'
import type { SupplierSettingsPut } from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import { networkNames } from '../ingest/index.ts'
import { type Invoicing, openInvoicing } from '../invoicing/index.ts'
import type { Rooms } from './open-rooms.ts'
import { StartFailure } from './start-failure.ts'

const dayMs = 24 * 3_600_000
/** The pro-forma of the demo is so old, so that it is open and not yet late. */
const proFormaAgeMs = 2 * dayMs
const proFormaAmount = '2500'
/** What is taken back of the largest line of the last invoice. */
const creditedNet = '12.50'

/** What the demo's provider settled: registered in the Netherlands, so its German customer owes the tax itself. */
const providerSettings: SupplierSettingsPut = {
  is_registered: true,
  standard_rate_percent: '21',
  payment_days: 14,
  grace_hours: 48,
  invoice_series: 'INV',
  pro_forma_series: 'PF',
  credit_note_series: 'CN',
  version: 0,
}

/** The settings of the demo's provider: entered once, then left as whoever looks around changes them. */
export async function openDemoSupplier(
  { invoicing }: Pick<Rooms, 'invoicing'>,
  caller: Principal,
): Promise<void> {
  const put = await invoicing.putSupplierSettings(caller, 'provider', providerSettings)
  if (!put.ok && put.failure.code !== 'settings_changed') throw notMade(put.failure)
}

const networkName = (network: string) => networkNames().get(network)

/** Invoicing as it was at a moment of the past: what it issues is dated so. Close it afterwards. */
export function invoicingAt({ records, facts }: Pick<Rooms, 'records' | 'facts'>, nowMs: number): Invoicing {
  return openInvoicing({ records, facts, clock: () => nowMs, networkName })
}

/** A pro-forma to top up the balance, and a credit note for the last invoice; asked again they are the same ones. */
export async function issueDemoDocuments(
  rooms: Pick<Rooms, 'records' | 'facts'>,
  caller: Principal,
  toMs: number,
): Promise<void> {
  const invoicing = invoicingAt(rooms, toMs - proFormaAgeMs)
  const { currency } = caller.company
  try {
    const day = new Date(toMs).toISOString().slice(0, 10)
    const amount = { amount: proFormaAmount, currency }
    valueOf(await invoicing.createProForma(caller, { amount }, `demo-pro-forma-${day}`))
    await creditLastInvoice(invoicing, caller)
  } finally {
    await invoicing.close()
  }
}

/** Takes back a little of the largest line. */
async function creditLastInvoice(invoicing: Invoicing, caller: Principal): Promise<void> {
  const asked = { kind: 'invoice', sort: 'created', direction: 'desc', limit: 1 } as const
  const [last] = valueOf(await invoicing.listDocuments(caller, asked)).invoices
  if (!last) return
  const { document } = valueOf(await invoicing.readDocument(caller, last.id))
  const [largest] = document.lines.toSorted((a, b) => Number(b.net) - Number(a.net))
  if (!largest) return
  const reason = 'A campaign of the month went out twice to some of its recipients.'
  const lines = [{ position: largest.position, net: creditedNet }]
  const body = { reason, lines }
  valueOf(await invoicing.createCreditNote(caller, last.id, body, `demo-credit-note-${last.number}`))
}

function valueOf<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw notMade(result.failure)
  return result.value
}

function notMade({ detail }: Failure): StartFailure {
  return new StartFailure(`The documents of the demo could not be made: ${detail}`)
}
