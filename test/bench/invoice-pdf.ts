import { renderInvoice } from '../../src/documents/index.ts'
import { germanInvoice, summed, usageLines } from '../../src/documents/invoices/sample-documents.fixture.ts'
import { benchOptions, type Figure, medianMs, report } from './report.ts'

/** Time and size of an invoice with fonts, payment code and attached XML. */
const { json, numbers } = benchOptions({ lines: 40 })
const lines = numbers['lines'] ?? 40
const document = { ...germanInvoice, ...summed(usageLines(lines, 'en')) }

const ms = await medianMs(() => renderInvoice(document))
const bytes = (await renderInvoice(document)).length
const figures: Figure[] = [
  { name: `render an invoice of ${lines} lines`, value: ms, unit: 'ms', goal: 25, op: '<=' },
  { name: `size of an invoice of ${lines} lines`, value: bytes / 1000, unit: 'kB' },
]
report('invoice-pdf', figures, json)
