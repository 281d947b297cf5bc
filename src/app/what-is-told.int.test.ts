import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BilledHouse, openBilledHouse, sms } from '../../test/support/billed-house.ts'
import { documentOfNotice, tellOfPayment } from './what-is-told.ts'

let house: BilledHouse
let companyId: string
beforeAll(async () => {
  house = await openBilledHouse('2027-06-01T00:00:00Z')
  companyId = await house.addBuyer({ name: 'Meridian', timeZone: 'Europe/Berlin' })
})
afterAll(() => house.stop())

async function told() {
  return await house.records.system
    .selectFrom('notices')
    .select(['type', 'subject_id', 'data'])
    .where('company_id', '=', companyId)
    .orderBy('type')
    .execute()
}

test('the closing of a month is told once, with its invoice, which comes as a PDF', async () => {
  await house.putPrices(companyId, [sms('any', '0.10')], '2027-06-01T00:00:00Z')
  await house.send(companyId, [{ at: '2027-06-10T00:00:00Z', count: 10 }])
  house.setNow('2027-07-02T00:00:00Z')
  await house.close()
  await house.close()
  const [invoice, month, ...others] = await told()
  expect(others).toEqual([])
  expect(invoice).toMatchObject({
    type: 'invoice.finalised',
    data: {
      number: 'INV-2027-000001',
      kind: 'invoice',
      total: { amount: '1.19', currency: 'EUR' },
      due: { amount: '1.19', currency: 'EUR' },
    },
  })
  expect(month).toMatchObject({
    type: 'month.closed',
    data: {
      period_from: '2027-06-01T00:00:00+02:00',
      period_to: '2027-07-01T00:00:00+02:00',
      time_zone: 'Europe/Berlin',
      invoice_number: 'INV-2027-000001',
    },
  })
  const attachmentOf = documentOfNotice(house.invoicing)
  const notice = { companyId, occurredAtMs: house.now(), subjectId: invoice?.subject_id ?? '' }
  const data = {
    number: 'INV-2027-000001',
    kind: 'invoice' as const,
    total: { amount: '1.19', currency: 'EUR' },
    due: { amount: '1.19', currency: 'EUR' },
  }
  const attached = await attachmentOf({ ...notice, type: 'invoice.finalised', data })
  expect(attached?.fileName).toBe('INV-2027-000001.pdf')
  expect(Buffer.from(attached?.bytes ?? []).toString('latin1', 0, 5)).toBe('%PDF-')
  expect(await attachmentOf({ ...notice, type: 'report.ready', data: { name: 'Month' } })).toBeNull()
})

test('money that came in is told with the document that it names', async () => {
  const id = randomUUID()
  await house.records.asSystem((db) =>
    tellOfPayment(db, {
      id,
      companyId,
      amountMicros: 1_190_000n,
      currency: 'EUR',
      invoiceNumber: 'INV-2027-000001',
      reference: 'RF18 5390 0754 7034',
      atMs: house.now(),
      isNew: true,
    }),
  )
  expect((await told()).find(({ subject_id }) => subject_id === id)).toMatchObject({
    type: 'payment.received',
    data: {
      amount: { amount: '1.19', currency: 'EUR' },
      reference: 'RF18 5390 0754 7034',
      invoice_number: 'INV-2027-000001',
    },
  })
})
