import { createHash } from 'node:crypto'
import { dateOf } from './document-formats.ts'
import { drawHead } from './draw-head.ts'
import { drawLineTable } from './draw-line-table.ts'
import { drawNotes } from './draw-notes.ts'
import { drawContinuedHead, drawFooters } from './draw-page-edges.ts'
import { drawPayment } from './draw-payment.ts'
import { drawRussianClosing } from './draw-russian-closing.ts'
import { drawRussianHead } from './draw-russian-head.ts'
import { drawTotals } from './draw-totals.ts'
import { attachFacturX } from './factur-x/attach-factur-x.ts'
import { ciiInvoice } from './factur-x/cii-invoice.ts'
import type { InvoiceDocument } from './invoice-document.ts'
import { Canvas } from './layout/canvas.ts'
import { openPdf, pdfBytes } from './layout/open-pdf.ts'
import { writtenDocument } from './written-document.ts'

/** More would hold up the process for seconds, and nobody reads 100 pages of an invoice. */
export const maxInvoiceLines = 5_000

/**
 * The finished document as PDF/A-3b on A4, with its EN 16931 XML where its format asks for it (Factur-X). The same
 * document gives the same bytes, in every process and time zone.
 *
 * @throws RangeError for more than `maxInvoiceLines` lines, and for what is no decimal number
 */
export async function renderInvoice(document: InvoiceDocument): Promise<Uint8Array> {
  if (document.lines.length > maxInvoiceLines)
    throw new RangeError(
      `An invoice has at most ${maxInvoiceLines} lines, this one has ${document.lines.length}.`,
    )
  const written = writtenDocument(document)
  const madeAt = dateOf(document.issuedOn)
  const pdf = openPdf({
    title: written.t('invoice_document.title_with_number', { title: written.title, number: document.number }),
    author: document.supplier.legalName,
    language: document.language,
    madeAt,
    fingerprint: createHash('sha256').update(JSON.stringify(document)).digest('hex'),
  })
  drawPages(new Canvas(pdf, (canvas) => drawContinuedHead(canvas, written)), written)
  const xml = document.electronicFormat === 'factur-x' ? ciiInvoice(document) : null
  if (xml) attachFacturX(pdf, xml, madeAt)
  return pdfBytes(pdf)
}

function drawPages(canvas: Canvas, written: ReturnType<typeof writtenDocument>): void {
  if (written.isRussianForm) {
    drawRussianHead(canvas, written)
    drawLineTable(canvas, written)
    drawTotals(canvas, written)
    drawRussianClosing(canvas, written)
  } else {
    drawHead(canvas, written)
    drawLineTable(canvas, written)
    drawTotals(canvas, written)
    drawPayment(canvas, written)
  }
  drawNotes(canvas, written)
  drawFooters(canvas, written)
}
