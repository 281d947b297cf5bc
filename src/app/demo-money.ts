import type { Principal } from '../companies/index.ts'
import type { Rate } from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import { openLedger } from '../ledger/index.ts'
import { invoicingAt } from './demo-invoicing.ts'
import { closeMonths } from './month-close-runner.ts'
import type { Rooms } from './open-rooms.ts'
import { StartFailure } from './start-failure.ts'
import { UsagePoster } from './usage-poster.ts'

type MoneyRooms = Pick<Rooms, 'records' | 'facts' | 'rating'>

const listName = 'Standard 2026'
const dayMs = 24 * 3_600_000
/** Deposits of the demo lie so far apart, and are of so much that the balance stays above zero by a little. */
const depositEveryDays = 30
const depositAmount = '2900'
const lowBalance = '750'

/** Cents of euros by country: what an aggregator asks of a retailer, not what any of them does. */
const smsPrices: Readonly<Record<string, string>> = {
  DE: '0.0825',
  AT: '0.0645',
  CH: '0.0715',
  FR: '0.061',
  PL: '0.032',
  GB: '0.0445',
  NL: '0.0895',
  ES: '0.058',
  IT: '0.0695',
  US: '0.0105',
}
const whatsappPrices: Readonly<Record<string, string>> = {
  marketing: '0.1295',
  utility: '0.0545',
  authentication: '0.0695',
}

const rate = (channel: string, unit: Rate['unit'], price: string, rest: Partial<Rate> = {}): Rate => {
  return { channel, kind: null, destination: 'any', unit, price, ...rest }
}

function demoRates(): Rate[] {
  return [
    rate('sms', 'segment', '0.115'),
    ...Object.entries(smsPrices).map(([destination, price]) =>
      rate('sms', 'segment', price, { destination }),
    ),
    rate('sms', 'segment', '0.0799', { destination: '262-01' }),
    rate('sms', 'segment', '0.0925', { destination: 'DE', kind: 'advertising' }),
    rate('viber', 'message', '0.021'),
    rate('viber', 'message', '0.034', { kind: 'advertising' }),
    ...Object.entries(whatsappPrices).map(([kind, price]) => rate('whatsapp', 'message', price, { kind })),
    rate('whatsapp', 'message', '0.06'),
    rate('email', 'message', '0.0004'),
    rate('push', 'message', '0'),
    // What comes in, and what is said inside, is free.
    rate('call', 'message', '0'),
    rate('call', 'minute', '0.098', { kind: 'outbound', first_increment_s: 60, increment_s: 1 }),
    rate('call', 'minute', '0.029', {
      kind: 'outbound',
      destination: 'DE',
      first_increment_s: 60,
      increment_s: 1,
    }),
  ]
}

/** The price list of the demo, in force from a moment on: made once. */
export async function openDemoPrices(
  { rating }: Pick<Rooms, 'rating'>,
  caller: Principal,
  fromMs: number,
): Promise<void> {
  const lists = valueOf(await rating.listPriceLists(caller))
  if (lists.length > 0) return
  const { id } = valueOf(
    await rating.createPriceList(caller, { name: listName, currency: caller.company.currency }),
  )
  valueOf(await rating.createVersion(caller, id, null))
  valueOf(await rating.replaceDraft(caller, id, 1, { charge_on: { viber: 'delivered' }, rates: demoRates() }))
  valueOf(await rating.publishVersion(caller, id, 1))
  valueOf(await rating.assign(caller, id, { companyId: caller.companyId, version: 1, fromMs, toMs: null }))
  await rating.bringUpToDate()
}

/** Nobody takes the turn from the demo while it is made. */
const neverLost = new AbortController().signal

/**
 * Deposits, usage and the months that closed up to a moment, dated as they would have been. Deposits are named by their day, so
 * that asked again they are the same ones.
 */
export async function postDemoMoney(
  rooms: MoneyRooms,
  caller: Principal,
  period: { readonly fromMs: number; readonly reachedMs: number },
): Promise<void> {
  await depositWhenDue(rooms, caller, period)
  const { records, facts, rating } = rooms
  const clock = () => period.reachedMs
  const ledger = openLedger({ records, clock })
  const invoicing = invoicingAt(rooms, period.reachedMs)
  const usagePoster = new UsagePoster({
    usage: facts.usage,
    ledger,
    clock,
    onSetAside: ([first]) => {
      throw new StartFailure(`The usage of the demo could not be posted: ${first?.reason ?? 'unknown'}.`)
    },
    onError: (error) => {
      throw error
    },
  })
  try {
    await closeMonths({ facts, ledger, rating, usagePoster, invoicing }, {}, neverLost)
  } finally {
    await invoicing.close()
    await ledger.close()
  }
}

async function depositWhenDue(
  { records }: Pick<Rooms, 'records'>,
  caller: Principal,
  { fromMs, reachedMs }: { readonly fromMs: number; readonly reachedMs: number },
): Promise<void> {
  const number = Math.floor((reachedMs - fromMs) / (depositEveryDays * dayMs))
  const day = new Date(fromMs + number * depositEveryDays * dayMs)
  const year = day.getUTCFullYear()
  const amount = { amount: depositAmount, currency: caller.company.currency }
  const ledger = openLedger({ records, clock: () => reachedMs })
  try {
    valueOf(
      await ledger.createAdjustment(
        caller,
        'deposit',
        { amount, reason: 'Bank transfer', reference: `RE-${year}-${String(number + 118).padStart(4, '0')}` },
        `demo-${day.toISOString().slice(0, 10)}`,
      ),
    )
    valueOf(await ledger.patchSettings(caller, { low_balance_threshold: { ...amount, amount: lowBalance } }))
  } finally {
    await ledger.close()
  }
}

function valueOf<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new StartFailure(`The money of the demo could not be made: ${result.failure.detail}`)
  return result.value
}
