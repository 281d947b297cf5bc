import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InvoiceCharge, type InvoiceCharges, type Scope, scopes } from '../../src/contract/index.ts'
import { fromApiMoney, uuidV7 } from '../../src/core/index.ts'
import { oneRate, putPlan } from '../../src/facts/conformance/charges-world.ts'
import { invoiceAmounts, prepaidOf } from '../../src/invoicing/invoice-amounts.ts'
import { type UsageLine, usageLines } from '../../src/invoicing/invoice-lines.ts'
import { issueDocument } from '../../src/invoicing/issue-document.ts'
import { lockBalance } from '../../src/ledger/index.ts'
import { hashInput } from '../../src/records/index.ts'
import {
  type Answer,
  eventOf,
  type Installation,
  openInstallation,
  ownKey,
  toAnswer,
} from './installation.ts'

const [fromMs, toMs] = [Date.UTC(2026, 7, 1), Date.UTC(2026, 9, 1)]
const octoberFirst = Date.UTC(2026, 9, 2)

let house: Installation
/** Buys from the owner's company; a customer of its own buys from it, and another one from that. */
let resellerId: string
let resellerKey: string
let shopKey: string
let invoiceId: string
let lines: readonly UsageLine[]

async function addCompany(name: string, parentId: string): Promise<{ id: string; key: string }> {
  const company = { name, time_zone: 'UTC', currency: 'EUR' }
  const { id } = await house.records.system
    .insertInto('companies')
    .values({ ...company, parent_id: parentId })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, key: await keyOf({ ...company, id }, ...scopes) }
}

async function keyOf(company: Installation['owner']['company'], ...mayDo: Scope[]): Promise<string> {
  const owner = { ...house.owner, companyId: company.id, company }
  const made = await house.companies.createApiKey(owner, { name: 'Charges', scopes: mayDo })
  if (!made.ok) throw new Error(made.failure.detail)
  return made.value.key
}

async function ask(key: string, url: string): Promise<Answer> {
  return toAnswer(await house.app.inject({ url, headers: { authorization: `Bearer ${key}` } }))
}

async function send(key: string, ...messages: readonly string[]): Promise<void> {
  const channelOf = (id: string) => (id.startsWith('viber') ? 'viber' : 'sms')
  const events = messages.map((id) => eventOf(id, {}, { segments: 2, channel: channelOf(id) }))
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const url = '/api/v1/events'
  const sent = await house.app.inject({ method: 'POST', url, headers, payload: JSON.stringify(events) })
  expect(sent.statusCode).toBe(200)
}

beforeAll(async () => {
  house = await openInstallation({ clock: () => octoberFirst })
  const reseller = await addCompany('Reseller', house.owner.companyId)
  const shop = await addCompany('Shop', reseller.id)
  const branch = await addCompany('Branch', shop.id)
  ;[resellerId, resellerKey, shopKey] = [reseller.id, reseller.key, shop.key]
  const rates = [...(oneRate.rates ?? []), ['viber', '', 'any', 'message', '0.333333']] as const
  const paidBy = { ...oneRate, from: -100_000, payerId: reseller.id }
  await putPlan(house.facts, reseller.id, [[{ rates, from: -100_000 }]])
  for (const id of [shop.id, branch.id])
    await putPlan(house.facts, id, [[{ ...oneRate, from: -100_000 }, paidBy]])
  await send(reseller.key, 'own-1', 'own-2', 'viber-1')
  await send(shop.key, 'of-shop')
  await send(branch.key, 'of-branch')
  await house.tick()
  await house.usagePoster.run()
  invoiceId = await issueInvoice()
})
afterAll(() => house.close())

/** As the close of a month does. */
async function issueInvoice(): Promise<string> {
  const passes = new Map<number, bigint>()
  for (const shard of house.facts.usage.shardNumbers)
    passes.set(shard, await house.ledger.lastPostedVersion(String(shard)))
  const monthStartsMs = [fromMs] as const
  const asked = {
    payerId: resellerId,
    monthStartsMs,
    endMs: toMs,
    afterPasses: new Map(),
    throughPasses: passes,
  }
  const below = await house.records.system.selectFrom('companies').select('id').execute()
  const groups = await house.facts.usage.invoiced({
    companyIds: below.map(({ id }) => id),
    invoices: [asked],
  })
  const made = usageLines(groups, { monthStartMs: fromMs, currency: 'EUR', minorDigits: 2 })
  if (!made.ok) throw new Error(made.failure.detail)
  lines = made.value
  const sums = invoiceAmounts(lines, { rateBasisPoints: 0, minorDigits: 2 })
  return await house.records.asSystem(async (db) => {
    await lockBalance(db, resellerId)
    const issued = await issueDocument(
      db,
      {
        id: uuidV7(octoberFirst),
        companyId: resellerId,
        supplier: { id: house.owner.companyId, role: 'company' },
        kind: 'invoice',
        series: 'INV',
        issuedOn: '2026-10-02',
        currency: 'EUR',
        amounts: { ...sums, ...prepaidOf(sums.grossMicros, 0n, 2) },
        usage: {
          fromMs,
          toMs,
          timeZone: 'Asia/Kathmandu',
          afterPasses: {},
          throughPasses: Object.fromEntries([...passes].map(([shard, version]) => [shard, String(version)])),
          monthStartsMs,
          lines,
        },
        corrects: null,
        document: { kind: 'invoice', number: '' },
        idempotencyKey: 'month',
        inputHash: hashInput({ month: 9 }),
        by: { userId: null, name: null },
      },
      octoberFirst,
    )
    if (!issued.ok) throw new Error(issued.failure.detail)
    return issued.value.id
  })
}

const url = (query = '') => `/api/v1/invoices/${invoiceId}/charges${query}`

async function chargesOf(key: string, query = ''): Promise<InvoiceCharges> {
  const answer = await ask(key, url(query))
  expect([answer.status, answer.body]).toMatchObject([200, {}])
  return answer.body as InvoiceCharges
}

function micros(money: InvoiceCharge['amount']): bigint {
  const read = fromApiMoney(money)
  if (!read.ok) throw new Error(read.failure.detail)
  return read.value.amountMicros
}

describe('the charges behind an invoice', () => {
  test('are its messages, with who sent them; what goes on below a customer is the customer’s', async () => {
    const { charges, count, total } = await chargesOf(resellerKey)
    expect(count).toBe(5)
    expect(micros(total)).toBe(1_133_333n)
    const brief = charges.map(({ message_id, company, recipient }) => [message_id, company.name, recipient])
    expect(brief.toSorted()).toEqual([
      ['m-of-branch', 'Shop', null],
      ['m-of-shop', 'Shop', null],
      ['m-own-1', 'Reseller', '+4915112345678'],
      ['m-own-2', 'Reseller', '+4915112345678'],
      ['m-viber-1', 'Reseller', '+4915112345678'],
    ])
    expect(charges.find(({ message_id }) => message_id === 'm-own-1')).toMatchObject({
      quantity: '2',
      created_at: '2026-09-01T15:45:03.120+05:45',
      channel: 'sms',
      price: { amount: '0.10', currency: 'EUR' },
      amount: { amount: '0.20', currency: 'EUR' },
    })
  })

  test('name the card of each own message; cards of others are not for the payer', async () => {
    const { charges } = await chargesOf(resellerKey)
    for (const { id, message_id, company } of charges) {
      if (company.name === 'Reseller')
        expect((await ask(resellerKey, `/api/v1/messages/${id}`)).body).toMatchObject({ message_id })
      else expect(id).toBeNull()
    }
    expect((await chargesOf(ownKey)).charges.map(({ id }) => id)).toEqual(Array(5).fill(null))
  })

  test('of each line sum up to it to the micro-unit, in pages of any size', async () => {
    expect(lines.map(({ exactMicros }) => exactMicros)).toEqual([800_000n, 333_333n])
    for (const [index, line] of lines.entries())
      for (const limit of [1, 2, 100]) {
        const charges: InvoiceCharge[] = []
        for (let cursor: string | null = ''; cursor !== null; ) {
          const page: InvoiceCharges = await chargesOf(
            resellerKey,
            `?line=${index + 1}&limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`,
          )
          charges.push(...page.charges)
          expect(micros(page.total)).toBe(line.exactMicros)
          cursor = page.next_cursor
        }
        expect(charges.reduce((sum, { amount }) => sum + micros(amount), 0n)).toBe(line.exactMicros)
        expect(new Set(charges.map(({ message_id }) => message_id)).size).toBe(charges.length)
      }
  })

  test('are those of the close: what comes later, also for that month, is not among them', async () => {
    await send(resellerKey, 'late')
    await house.tick()
    await house.usagePoster.run()
    expect((await chargesOf(resellerKey)).count).toBe(5)
  })

  test('are shown to the buyer and to who issued it, whom recipients do not concern; to nobody else', async () => {
    const bySeller = await chargesOf(ownKey)
    expect(bySeller.count).toBe(5)
    expect(bySeller.charges.every(({ recipient }) => recipient === null)).toBe(true)
    expect(await ask(shopKey, url())).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const company = { id: resellerId, name: 'Reseller', time_zone: 'UTC', currency: 'EUR' }
    const readsMoney = await chargesOf(await keyOf(company, 'billing:read'))
    expect(readsMoney.charges.every(({ recipient }) => recipient === null)).toBe(true)
    expect((await ask(await keyOf(company, 'metrics:read'), url())).status).toBe(403)
  })

  test.each([
    ['?line=99', 404, 'not_found'],
    ['?line=0', 400, 'invalid_request'],
    ['?cursor=nonsense', 400, 'invalid_cursor'],
    [
      `?cursor=${Buffer.from(JSON.stringify([1, randomUUID(), 'x', 0, '', '1'])).toString('base64url')}`,
      400,
      'invalid_cursor',
    ],
  ])('asked for %s are refused', async (query, status, code) => {
    expect(await ask(resellerKey, url(query))).toMatchObject({ status, body: { code } })
  })
})
