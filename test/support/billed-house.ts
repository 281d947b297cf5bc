import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsagePoster } from '../../src/app/usage-poster.ts'
import type { Principal } from '../../src/companies/index.ts'
import {
  type CompanyDetails,
  companyDetailsSchema,
  emptyDetails,
  type Rate,
} from '../../src/contract/index.ts'
import { uuidV7 } from '../../src/core/index.ts'
import { type MessageEvent, openFacts } from '../../src/facts/index.ts'
import { blankMessageEvent } from '../../src/facts/message-event.fixture.ts'
import {
  type CloseAsked,
  type CloseReport,
  type Invoicing,
  openInvoicing,
} from '../../src/invoicing/index.ts'
import { openLedger } from '../../src/ledger/index.ts'
import { openRating, type Rating } from '../../src/rating/index.ts'
import { valueOf } from '../../src/rating/price-world.fixture.ts'
import { hashInput, sql } from '../../src/records/index.ts'
import { makeTestCompany, openTestCompanies, type TestCompanies } from './companies.ts'

/** Charged messages on real engines, and months that are closed by a clock that the test sets. */
export interface BilledHouse {
  readonly records: TestCompanies['records']
  readonly facts: Awaited<ReturnType<typeof openFacts>>
  readonly ledger: ReturnType<typeof openLedger>
  readonly rating: Rating
  readonly usagePoster: UsagePoster
  readonly invoicing: Invoicing
  /** Depends on none, and sells to all others. */
  readonly seller: Principal
  now(): number
  setNow(text: string): void
  addBuyer(buyer: {
    name: string
    timeZone: string
    currency?: string
    details?: Partial<CompanyDetails> | null
  }): Promise<string>
  putDetails(companyId: string, role: 'company' | 'provider', details: Partial<CompanyDetails>): Promise<void>
  putSupplierSettings(over?: {
    graceHours?: number
    rateBasisPoints?: number
    isRegistered?: boolean
  }): Promise<void>
  /** Puts a list of these rates in force from a moment on. */
  putPrices(companyId: string, rates: readonly Rate[], from: string): Promise<void>
  /** Takes messages in, all handed over. */
  send(companyId: string, messages: readonly SentMessage[]): Promise<void>
  deposit(companyId: string, micros: bigint): Promise<void>
  /** Folds and posts what came in, and closes what is due, as the server does. */
  close(asked?: Partial<CloseAsked>): Promise<CloseReport>
  /** Folds and posts; by shard, the last pass. */
  post(): Promise<Readonly<Record<string, string>>>
  balanceOf(companyId: string): Promise<bigint>
  stop(): Promise<void>
}

/** How often, when (RFC 3339), where to and in how many segments. */
export interface SentMessage {
  readonly at: string
  readonly count?: number
  readonly country?: string
  readonly segments?: number
  readonly channel?: string
  /** Not handed over, but failed. */
  readonly step?: MessageEvent['step']
  /** Of a message that is told of again. */
  readonly name?: string
}

export const sms = (destination: string, price: string): Rate => {
  return { channel: 'sms', kind: null, destination, unit: 'segment', price }
}

/** Complete, as an invoice needs them. */
export function detailsIn(country: string, over: Partial<CompanyDetails> = {}): Partial<CompanyDetails> {
  return {
    legal_name: `Company of ${country}`,
    legal_address: {
      ...emptyDetails.legal_address,
      street: 'High Street 1',
      postal_code: '10115',
      city: 'Town',
      country,
    },
    ...over,
  }
}

export const sellerDetails = detailsIn('DE', {
  legal_name: 'Northlight Messaging GmbH',
  vat_number: 'DE123456788',
  bank_accounts: [
    {
      iban: 'DE02120300000000202051',
      bic: 'BYLADEM1001',
      account_number: null,
      bank_name: 'Bank',
      correspondent_account: null,
      currency: 'EUR',
    },
  ],
})

/** Only one per test file: the embedded engine takes one directory per process. */
export async function openBilledHouse(now: string): Promise<BilledHouse> {
  let nowMs = Date.parse(now)
  const clock = (): number => nowMs
  const folder = await mkdtemp(join(tmpdir(), 'tallybook-billed-'))
  const facts = await openFacts({ clock, dataDir: folder })
  await facts.migrate()
  const { companies, records, close } = await openTestCompanies({ clock })
  const seller = await makeTestCompany(companies)
  const ledger = openLedger({ records, clock })
  const rating = openRating({ records, facts, clock, onError: rethrow })
  const usagePoster = new UsagePoster({
    usage: facts.usage,
    ledger,
    clock,
    onSetAside: () => undefined,
    onError: rethrow,
  })
  const deps = { records, facts, clock, networkName: () => undefined }
  const invoicing = openInvoicing(deps)
  const house: BilledHouse = {
    records,
    facts,
    ledger,
    rating,
    usagePoster,
    invoicing,
    seller,
    now: clock,
    setNow(text) {
      nowMs = Date.parse(text)
    },
    async addBuyer({ name, timeZone, currency = 'EUR', details = detailsIn('DE') }) {
      const { id } = await records.system
        .insertInto('companies')
        .values({ name, time_zone: timeZone, currency, parent_id: seller.companyId })
        .returning('id')
        .executeTakeFirstOrThrow()
      if (details !== null) await house.putDetails(id, 'company', { legal_name: name, ...details })
      return id
    },
    async putDetails(companyId, role, details) {
      const text = JSON.stringify(companyDetailsSchema.parse({ ...emptyDetails, ...details }))
      await records.system
        .insertInto('company_details')
        .values({ company_id: companyId, role, version: 1, details: text, updated_at: new Date(nowMs) })
        .onConflict((conflict) => conflict.columns(['company_id', 'role']).doUpdateSet({ details: text }))
        .execute()
    },
    async putSupplierSettings({ graceHours = 24, rateBasisPoints = 1_900, isRegistered = true } = {}) {
      const settings = {
        grace_hours: graceHours,
        standard_rate_basis_points: rateBasisPoints,
        is_registered: isRegistered,
      }
      await records.system
        .insertInto('supplier_settings')
        .values({ supplier_id: seller.companyId, supplier_role: 'company', ...settings })
        .onConflict((conflict) =>
          conflict.columns(['supplier_id', 'supplier_role']).doUpdateSet({
            standard_rate_basis_points: rateBasisPoints,
          }),
        )
        .execute()
    },
    async putPrices(companyId, rates, from) {
      const company = await records.system
        .selectFrom('companies')
        .select('currency')
        .where('id', '=', companyId)
        .executeTakeFirstOrThrow()
      const list = valueOf(
        await rating.createPriceList(seller, { name: 'Retail', currency: company.currency }),
      )
      valueOf(await rating.createVersion(seller, list.id, null))
      valueOf(await rating.replaceDraft(seller, list.id, 1, { rates: [...rates], charge_on: {} }))
      valueOf(await rating.publishVersion(seller, list.id, 1))
      const fromMs = Date.parse(from)
      valueOf(await rating.assign(seller, list.id, { companyId, version: 1, fromMs, toMs: null }))
      await rating.bringUpToDate()
    },
    async send(companyId, messages) {
      await facts.importEvents(messages.flatMap((message) => eventsOf(companyId, message, nowMs)))
    },
    async deposit(companyId, micros) {
      const id = randomUUID()
      await sql`select post_transfer(${uuidV7(nowMs)}::uuid, ${companyId}::uuid, 'deposit',
        (select currency from companies where id = ${companyId}::uuid), ${micros.toString()}::bigint, 'Bank transfer', null,
        ${`deposit:${id}`}, ${hashInput({ id })}, null, null, ${new Date(nowMs)}::timestamptz)`.execute(
        records.system,
      )
    },
    async post() {
      await rating.bringUpToDate()
      await facts.foldChanges()
      await usagePoster.run()
      const passes: Record<string, string> = {}
      for (const shard of facts.usage.shardNumbers)
        passes[shard] = (await ledger.lastPostedVersion(String(shard))).toString()
      return passes
    },
    async close(asked = {}) {
      return await invoicing.closeDueMonths({ throughPasses: await house.post(), ...asked })
    },
    async balanceOf(companyId) {
      const row = await records.system
        .selectFrom('accounts')
        .select('balance_micros')
        .where('company_id', '=', companyId)
        .where('kind', '=', 'balance')
        .executeTakeFirstOrThrow()
      return BigInt(row.balance_micros)
    },
    async stop() {
      await invoicing.close()
      await rating.close()
      await ledger.close()
      await facts.close()
      await close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await house.putDetails(seller.companyId, 'company', sellerDetails)
  await house.putSupplierSettings()
  return house
}

function eventsOf(companyId: string, message: SentMessage, receivedAtMs: number): MessageEvent[] {
  const { at, count = 1, country = 'DE', segments = 1, channel = 'sms', step = 'sent', name } = message
  return Array.from({ length: count }, () => {
    const messageId = name ?? randomUUID()
    return {
      ...blankMessageEvent,
      companyId,
      messageKey: keyFrom(messageId),
      eventKey: randomUUID(),
      messageId,
      channel,
      country,
      segments,
      step,
      timeMs: Date.parse(at),
      receivedAtMs,
    }
  })
}

/** The same for the same name. */
function keyFrom(name: string): string {
  const hex = hashInput({ name }).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

function rethrow(error: unknown): never {
  throw error
}
