import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestRecords } from '../../../test/support/postgres.ts'
import type { Principal } from '../../companies/index.ts'
import { createInvoiceRenderer, type InvoiceRenderer, renderInvoice } from '../../documents/index.ts'
import { sql } from '../../records/index.ts'
import { createCreditNote } from './create-credit-note.ts'
import { createProForma } from './create-pro-forma.ts'
import { addCompany, issueMonth } from './documents-world.fixture.ts'
import { type FileDeps, invoiceFile, renderMissing } from './invoice-file.ts'
import { toDocument } from './read-document.ts'

const nowMs = Date.UTC(2027, 0, 1)
let records: Awaited<ReturnType<typeof openTestRecords>>
let renderer: InvoiceRenderer
let deps: FileDeps
let seller: Principal
beforeAll(async () => {
  records = await openTestRecords()
  renderer = createInvoiceRenderer()
  deps = { records, clock: () => nowMs, renderer }
  seller = await addCompany(records)
})
afterAll(async () => {
  await renderer.close()
  await records.close()
})

/** Ids of an invoice, a credit note of it, and a pro-forma. */
async function issueEach(): Promise<readonly string[]> {
  const buyer = await addCompany(records, seller.companyId)
  const supplier = { id: seller.companyId, role: 'company' } as const
  const invoice = await issueMonth(records, { supplier, companyId: buyer.companyId }, 0, [[3n, 1_234_567n]])
  const body = { reason: 'Wrong price', lines: [{ position: 1, net: '1.00' }] }
  const note = await createCreditNote(deps, seller, invoice.id, body, randomUUID())
  const amount = { amount: '119.00', currency: 'EUR' }
  const proForma = await createProForma(deps, buyer, { amount }, randomUUID())
  if (!note.ok || !proForma.ok) throw new Error('the documents of the test are issued')
  return [invoice.id, note.value.id, proForma.value.id]
}

async function fileOf(id: string) {
  const file = await invoiceFile(deps, id)
  if (!file.ok) throw new Error(file.failure.detail)
  return file.value
}

async function storedFiles(): Promise<number> {
  const rows = await records.system.selectFrom('invoice_files').select('invoice_id').execute()
  return rows.length
}

describe('the file of a document', () => {
  test('is stored once however many ask at once, and is what is rendered from the frozen document alone', async () => {
    for (const id of await issueEach()) {
      const before = await storedFiles()
      const files = await Promise.all(Array.from({ length: 5 }, () => fileOf(id)))
      expect(new Set(files.map(({ sha256 }) => sha256)).size).toBe(1)
      expect(await storedFiles()).toBe(before + 1)
      const [file] = files
      const { document } = await records.system
        .selectFrom('invoices')
        .select('document')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const again = Buffer.from(await renderInvoice(toDocument(document)))
      expect(createHash('sha256').update(again).digest('hex')).toBe(file?.sha256)
      expect(again.equals(file?.bytes ?? Buffer.alloc(0))).toBe(true)
    }
  })

  test('of a document that is not there is not found', async () => {
    expect(await invoiceFile(deps, randomUUID())).toMatchObject({ failure: { code: 'not_found' } })
  })

  test('is rendered for all that have none, and for no other; broken off, the rest follows the next time', async () => {
    await renderMissing(deps)
    const ids = [...(await issueEach()), ...(await issueEach())]
    const stop = new AbortController()
    const told: number[] = []
    const onProgress = (rendered: number) => {
      told.push(rendered)
      if (rendered === 2) stop.abort()
    }
    const { rendered, failed } = await renderMissing(deps, { signal: stop.signal, onProgress })
    expect(failed).toEqual([])
    expect(told).toEqual(Array.from({ length: rendered }, (_, index) => index + 1))
    // Those that were begun are ended, and no further one is begun.
    expect(rendered).toBeGreaterThanOrEqual(2)
    expect(rendered).toBeLessThan(ids.length)
    expect(await renderMissing(deps)).toEqual({ rendered: ids.length - rendered, failed: [] })
    expect(await renderMissing(deps)).toEqual({ rendered: 0, failed: [] })
  })

  test('that cannot be rendered is named and holds up no other', async () => {
    const buyer = await addCompany(records, seller.companyId)
    const supplier = { id: seller.companyId, role: 'company' } as const
    const { id } = await issueMonth(records, { supplier, companyId: buyer.companyId }, 0, [[1n, 1n]])
    // As a document of another program might be: what is no decimal number is drawn nowhere.
    const broken = randomUUID()
    await brokenCopy(broken, id).execute(records.system)
    expect(await renderMissing(deps)).toEqual({ rendered: 1, failed: [broken] })
    await expect(fileOf(broken)).rejects.toThrow('could not be rendered')
    const [another] = await issueEach()
    expect((await fileOf(another ?? '')).bytes.length).toBeGreaterThan(1_000)
  })
})

function brokenCopy(broken: string, of: string) {
  return sql`insert into invoices (id, company_id, supplier_id, supplier_role, kind, series, year, currency, net_micros, tax_micros,
      gross_micros, prepaid_micros, due_micros, document, issued_at, idempotency_key, input_hash)
    select ${broken}, company_id, supplier_id, supplier_role, 'pro_forma', 'PF', 2027, currency, net_micros, tax_micros, gross_micros,
      prepaid_micros, due_micros, jsonb_set(document, '{totals,gross}', '"much"'), issued_at, ${broken}, input_hash
    from invoices where id = ${of}`
}
