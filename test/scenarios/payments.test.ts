import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signatureHeader } from '../../src/invoicing/payments/gateways/signature-header.ts'
import {
  type Installation,
  openInstallation,
  ownKey,
  presentMs,
  publicUrl,
  toAnswer,
} from './installation.ts'

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
})
afterAll(() => house.close())

const secret = 'whsec_shown_once'

/** Posts bytes as they are. */
async function post(url: string, payload: string, headers: Record<string, string> = {}) {
  return toAnswer(await house.app.inject({ method: 'POST', url, payload, headers }))
}

const key = { authorization: `Bearer ${ownKey}` }

describe('payments over the public API', () => {
  test('a gateway takes its secrets and never gives them out; it is offered once it has all of them', async () => {
    const put = (body: object) => house.ask('PUT', '/api/v1/payment-gateways', body)
    const begun = await put({ kind: 'stripe', api_key: 'sk_test_abc123', offered: false })
    expect(begun.body).toMatchObject({ kind: 'stripe', mode: 'test', ready: false, offered: false })
    expect(await put({ kind: 'stripe', offered: true })).toMatchObject({
      status: 400,
      body: { code: 'invalid_settings' },
    })
    const done = await put({ kind: 'stripe', webhook_secrets: [secret], offered: true })
    expect(done.body).toMatchObject({ ready: true, offered: true })
    const listed = await house.ask('GET', '/api/v1/payment-gateways')
    expect(JSON.stringify(listed.body)).not.toMatch(/sk_test|whsec/)
    const { settings } = await house.records.system
      .selectFrom('payment_gateways')
      .select('settings')
      .executeTakeFirstOrThrow()
    expect(settings.toString('latin1')).not.toMatch(/sk_test|whsec/)
  })

  test('an event of Stripe credits by its raw body; another signature, mode or gateway is refused', async () => {
    const listed = await house.ask('GET', '/api/v1/payment-gateways')
    const [{ id, webhook_url } = { id: '', webhook_url: '' }] = listed.body as {
      id: string
      webhook_url: string
    }[]
    expect(webhook_url).toBe(`${publicUrl}/hooks/payments/${id}`)
    const orderId = 'b7a7a7a7-0000-7000-8000-000000000001'
    const { companyId } = house.owner
    await house.records.system
      .insertInto('checkouts')
      .values({
        id: orderId,
        company_id: companyId,
        gateway_id: id,
        invoice_id: null,
        amount_micros: '12500000',
        currency: 'EUR',
        state: 'open',
        created_at: new Date(presentMs),
        created_by_user: null,
        created_by_name: null,
        idempotency_key: 'order',
        input_hash: Buffer.alloc(32),
      })
      .execute()
    const body = (livemode: boolean) =>
      JSON.stringify({
        id: 'evt_1',
        type: 'checkout.session.completed',
        created: presentMs / 1000,
        livemode,
        data: {
          object: {
            id: 'cs_1',
            amount_total: 1250,
            currency: 'eur',
            payment_status: 'paid',
            payment_intent: 'pi_1',
            metadata: { tallybook_order: orderId },
          },
        },
      })
    const send = (text: string, by = secret, to = id) =>
      post(`/hooks/payments/${to}`, text, {
        'content-type': 'application/json',
        'stripe-signature': signatureHeader(Buffer.from(text), presentMs, [by]),
      })
    expect(await send(body(false), 'whsec_of_somebody')).toMatchObject({
      status: 403,
      body: { code: 'invalid_signature' },
    })
    expect(await send(body(true))).toMatchObject({ status: 403, body: { code: 'wrong_mode' } })
    expect(await send(body(false), secret, orderId)).toMatchObject({ status: 404 })
    expect(await send(body(false))).toMatchObject({ status: 204 })
    expect(await send(body(false))).toMatchObject({ status: 204 })
    const balance = await house.ask('GET', '/api/v1/balance')
    expect(balance.body).toMatchObject({ balance: { amount: '12.50', currency: 'EUR' } })
    const payments = await house.ask('GET', '/api/v1/payments')
    expect(payments.body).toMatchObject({
      payments: [{ amount: { amount: '12.50' }, gateway: 'stripe', test: true, reference: 'pi_1' }],
      next_cursor: null,
    })
    const file = await house.app.inject({
      url: '/api/v1/payments/file?format=csv',
      headers: { authorization: `Bearer ${ownKey}` },
    })
    expect(file.statusCode).toBe(200)
    expect(file.body).toMatch(/pi_1.*Card.*Credited.*12\.50/)
  })

  test('a CSV statement is previewed, read by the mapping, and its lines are decided about', async () => {
    const file = 'Date;Amount;Payer;Purpose\n2026-08-30;100.00;Meridian;advance\n2026-08-31;7.50;X;y\n'
    const preview = await post('/api/v1/bank-statements/preview', file, key)
    expect(preview.status).toBe(200)
    const { mapping } = preview.body as { mapping: object }
    expect(mapping).toMatchObject({ first_row: 2, columns: { booked_on: 1, amount: 2, payer_name: 3 } })
    const url = `/api/v1/bank-statements?mapping=${encodeURIComponent(JSON.stringify(mapping))}`
    expect((await post(url, file, key)).body).toMatchObject({ lines: 2, repeated: 0, proposed: 2 })
    expect((await post(url, file, key)).body).toMatchObject({ lines: 2, repeated: 2, proposed: 2 })
    expect(await post('/api/v1/bank-statements', file, key)).toMatchObject({
      status: 400,
      body: { code: 'invalid_mapping' },
    })
    const listed = await house.ask('GET', '/api/v1/statement-lines?state=proposed&limit=1')
    const page = listed.body as { lines: { id: string }[]; next_cursor: string }
    const decided = await house.ask('POST', `/api/v1/statement-lines/${page.lines[0]?.id}/decide`, {
      action: 'credit',
      company_id: house.owner.companyId,
    })
    expect(decided.body).toMatchObject({ state: 'credited', payment: { source: 'statement' } })
    const rest = await house.ask('GET', `/api/v1/statement-lines?state=proposed&cursor=${page.next_cursor}`)
    expect(rest.body).toMatchObject({ lines: [{ purpose: 'y' }], next_cursor: null })
    for (const cursor of ['2026-02-30_x', `0000-01-01_${house.owner.companyId}`])
      expect(await house.ask('GET', `/api/v1/statement-lines?cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { code: 'invalid_cursor' },
      })
  })

  test('what staff enters is a payment; all of it stands in the transactions as deposits', async () => {
    const entered = await house.ask('POST', '/api/v1/payments', {
      company_id: house.owner.companyId,
      amount: { amount: '20', currency: 'EUR' },
      reference: 'Cash receipt 4',
      received_on: '2026-09-01',
    })
    expect(entered).toMatchObject({ status: 201, body: { state: 'credited' } })
    const transactions = await house.ask(
      'GET',
      '/api/v1/transactions?kind=deposit&from=2026-08-01T00:00:00Z&to=2026-10-01T00:00:00Z',
    )
    expect(transactions.body).toMatchObject({ count: 3, total: { amount: '132.50' } })
    expect(await house.ledger.verifyBalances({ isFull: true })).toEqual([])
  })
})
