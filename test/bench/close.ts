// npm run bench -- close --json
// A month of many companies closed: invoices with their numbers and postings in PostgreSQL, lines from the facts, files rendered and
// stored. Beside it the least that could be done: one aggregation over the same entries, and the same texts drawn with bare pdfkit:
// as its documentation has it, with the font's bytes; and with our parsed font, whose shaped words are kept from document to document.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Pdf from 'pdfkit'
import { companyDetailsSchema } from '../../src/contract/index.ts'
import type { InvoiceDocument } from '../../src/documents/index.ts'
import { fontOf } from '../../src/documents/invoices/layout/fonts.ts'
import { openFacts } from '../../src/facts/index.ts'
import { openInvoicing } from '../../src/invoicing/index.ts'
import { openRecords, type Records, startEmbeddedPostgres } from '../../src/records/index.ts'
import { detailsIn, sellerDetails } from '../support/billed-house.ts'
import { benchCompany, directClient } from './analytics-world.ts'
import { benchOptions, progress, report } from './report.ts'

const { json, numbers } = benchOptions({ companies: 10_000, messages: 20_000_000, drawn: 1_000 })
const { companies = 0, messages = 0, drawn = 0 } = numbers
const month = { from: Date.UTC(2026, 8, 1), to: Date.UTC(2026, 9, 1) }
const nowMs = Date.UTC(2026, 9, 2, 12)
const versionId = '00000000-0000-4000-9000-000000000001'
const countries = ['DE', 'AT', 'CH', 'FR', 'GB', 'PL', 'ES', 'IT', 'US', 'TR']
const channels = ['sms', 'viber', 'whatsapp']
/** Messages of one statement. */
const batch = 2_000_000

/** A company's traffic is spread over the month, channels and countries; all of it is charged and posted. */
async function fillFacts(dataDir: string): Promise<void> {
  const direct = directClient(dataDir)
  const seconds = (month.to - month.from) / 1_000
  const word = (words: readonly string[], n: string) =>
    `[${words.map((each) => `'${each}'`).join()}][1 + ${n} % ${words.length}]`
  for (let from = 0; from < messages; from += batch) {
    const rows = `(SELECT number AS n,
  toUUID(concat('00000000-0000-4000-8000-', leftPad(toString(1 + n % ${companies}), 12, '0'))) AS company,
  reinterpretAsUUID(cityHash64(n) * toUInt128(18446744073709551557) + n) AS key,
  fromUnixTimestamp64Milli(toInt64(${month.from} + 1000 * (cityHash64(n, 1) % ${seconds})), 'UTC') AS at,
  ${word(channels, 'cityHash64(n, 2)')} AS of_channel, ${word(countries, 'cityHash64(n, 3)')} AS of_country
FROM numbers(${from}, ${Math.min(batch, messages - from)}))`
    await direct.command({
      query: `INSERT INTO messages (company_id, created_hour, message_key, version, created_at, channel, country, charge_state, is_priced)
SELECT company, toStartOfHour(at), key, 1, at, of_channel, of_country, 'charged', 1 FROM ${rows}`,
    })
    await direct.command({
      query: `INSERT INTO usage_entries (company_id, item_key, level, pass_id, pass_version, payer_id, created_at, channel, country, rate, price,
  currency, quantity, amount)
SELECT company, key, 0, toUUID('${versionId}'), 1, company, at, of_channel, of_country,
  concat('${versionId}|', of_channel, '||', of_country), toDecimal64(0.0725, 6), 'EUR', 1, toDecimal64(0.0725, 6) FROM ${rows}`,
    })
    progress(`${Math.min(from + batch, messages)} messages are charged`)
  }
  await direct.close()
}

async function fillRecords(records: Records): Promise<void> {
  const seller = benchCompany(999_999)
  const details = (over: object) => JSON.stringify(companyDetailsSchema.parse(over))
  await records.asSystem(async (db) => {
    const company = { name: 'Bench', time_zone: 'UTC', currency: 'EUR' }
    await db
      .insertInto('companies')
      .values({ id: seller, ...company, parent_id: null })
      .execute()
    await db
      .insertInto('supplier_settings')
      .values({ supplier_id: seller, supplier_role: 'company', standard_rate_basis_points: 1_900 })
      .execute()
    const role = 'company'
    const updated_at = new Date(nowMs)
    await db
      .insertInto('company_details')
      .values({ company_id: seller, role, version: 1, details: details(sellerDetails), updated_at })
      .execute()
    for (let first = 1; first <= companies; first += 1_000) {
      const ids = Array.from({ length: Math.min(1_000, companies - first + 1) }, (_, n) =>
        benchCompany(first + n),
      )
      await db
        .insertInto('companies')
        .values(ids.map((id) => ({ id, ...company, parent_id: seller })))
        .execute()
      const buyer = details({ ...detailsIn('DE'), legal_name: 'Bench Buyer GmbH' })
      await db
        .insertInto('company_details')
        .values(ids.map((company_id) => ({ company_id, role, version: 1, details: buyer, updated_at })))
        .execute()
    }
  })
  progress(`${companies} companies have details`)
}

/** The same texts in the same font, one after the other, and nothing else. */
async function drawBare(document: InvoiceDocument, font: PDFKit.Mixins.PDFFontSource): Promise<number> {
  const pdf = new Pdf({ size: 'A4' })
  pdf.registerFont('text', font)
  pdf.font('text').fontSize(9)
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => pdf.on('end', resolve))
  const { supplier, buyer, lines, totals } = document
  for (const party of [supplier, buyer])
    for (const text of [party.legalName, ...Object.values(party.address), party.vatNumber ?? ''])
      pdf.text(text ?? '')
  let y = 200
  for (const line of lines) {
    y += 14
    for (const [x, text] of [
      [40, line.description],
      [300, line.quantity],
      [380, line.unitPrice],
      [460, line.net],
    ] as const)
      pdf.text(text, x, y, { lineBreak: false })
  }
  for (const [label, amount] of Object.entries(totals)) pdf.text(`${label} ${amount}`)
  pdf.end()
  await ended
  return Buffer.concat(chunks).length
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const startedMs = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - startedMs) / 1_000 }
}

const scratch = await mkdtemp(join(tmpdir(), 'tallybook-bench-'))
const server = await startEmbeddedPostgres({ dataDir: scratch })
try {
  const records = await openRecords({ url: server.url })
  await records.migrate()
  const dataDir = join(scratch, 'clickhouse')
  const facts = await openFacts({ dataDir, clock: () => nowMs })
  await facts.migrate()
  const unit = 'segment' as const
  const rates = channels.flatMap((channel) =>
    countries.map((country) => ({ rateKey: `${versionId}|${channel}||${country}`, unit, price: '0.0725' })),
  )
  await facts.putPriceVersion({ versionId, rates })
  await fillFacts(dataDir)
  await fillRecords(records)
  await facts.mergeQuietPartitions({ quietForMs: 0 })

  const invoicing = openInvoicing({ records, facts, clock: () => nowMs, networkName: () => undefined })
  const [shard = 1] = facts.usage.shardNumbers
  const closing = await timed(() =>
    invoicing.closeDueMonths({
      throughPasses: { [shard]: '1' },
      onProgress: ({ closed }) => closed % 1_000 === 0 && progress(`${closed} months are closed`),
    }),
  )
  if (closing.value.invoices !== companies) throw new Error(`closed: ${JSON.stringify(closing.value)}`)
  progress(`closed in ${closing.seconds.toFixed(1)} s`)
  const rendering = await timed(() =>
    invoicing.renderMissing({
      onProgress: (done) => done % 1_000 === 0 && progress(`${done} files are rendered`),
    }),
  )
  if (rendering.value.rendered !== companies) throw new Error('files are missing')

  const direct = directClient(dataDir)
  const aggregating = await timed(async () => {
    const answer = await direct.query({
      query: `SELECT company_id, channel, country, price, sum(quantity), sum(amount) FROM usage_entries
WHERE created_at >= fromUnixTimestamp64Milli(${month.from}, 'UTC') AND created_at < fromUnixTimestamp64Milli(${month.to}, 'UTC')
GROUP BY company_id, channel, country, price`,
      format: 'JSONEachRow',
    })
    return (await answer.json()).length
  })
  const documents = await records.system.selectFrom('invoices').select('document').limit(drawn).execute()
  const drawAll = (font: PDFKit.Mixins.PDFFontSource) =>
    timed(async () => {
      for (const { document } of documents) await drawBare(document as InvoiceDocument, font)
    })
  const fontBytes = await readFile(
    fileURLToPath(import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf')),
  )
  const drawing = await drawAll(fontBytes)
  const drawingFast = await drawAll(fontOf('regular'))
  const bareSeconds = ({ seconds }: { readonly seconds: number }) =>
    aggregating.seconds + (seconds / documents.length) * companies
  const oursSeconds = closing.seconds + rendering.seconds
  const sized = await records.system
    .selectFrom('invoice_files')
    .select(({ fn }) => fn.avg<string>(fn('length', ['bytes'])).as('bytes'))
    .executeTakeFirstOrThrow()
  report(
    'close',
    [
      {
        name: `${companies} companies, ${messages / 1e6} M messages: invoices per second`,
        value: companies / oursSeconds,
        unit: '1/s',
      },
      { name: 'closing alone: invoices per second', value: companies / closing.seconds, unit: '1/s' },
      {
        name: 'rendering and storing alone: files per second',
        value: companies / rendering.seconds,
        unit: '1/s',
      },
      { name: 'bare aggregation', value: aggregating.seconds, unit: 's' },
      { name: 'bare pdfkit: files per second', value: documents.length / drawing.seconds, unit: '1/s' },
      {
        name: 'bare pdfkit, our parsed font: files per second',
        value: documents.length / drawingFast.seconds,
        unit: '1/s',
      },
      {
        name: 'ours ÷ bare (time)',
        value: oursSeconds / bareSeconds(drawing),
        unit: 'ratio',
        goal: 1.5,
        op: '<=',
      },
      {
        name: 'ours ÷ bare with our parsed font (time)',
        value: oursSeconds / bareSeconds(drawingFast),
        unit: 'ratio',
      },
      { name: 'size of a file', value: Number(sized.bytes) / 1_000, unit: 'kB' },
      {
        name: 'memory of the process at its most',
        value: process.resourceUsage().maxRSS / 1_024,
        unit: 'MB',
      },
    ],
    json,
  )
  await direct.close()
  await invoicing.close()
  await facts.close()
  await records.close()
} finally {
  await server.stop()
  await rm(scratch, { recursive: true, force: true })
}
process.exit(0)
