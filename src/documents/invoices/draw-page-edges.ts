import { body, type Canvas, lineHeight, styles } from './layout/canvas.ts'
import { page } from './layout/open-pdf.ts'
import { identityLines } from './party-lines.ts'
import type { WrittenDocument } from './written-document.ts'

/** The head of the second and later pages. */
export function drawContinuedHead(canvas: Canvas, { document, t, title }: WrittenDocument): void {
  const text = t('invoice_document.continued', { title, number: document.number })
  canvas.clipped(text, { x: body.x, y: canvas.y, width: body.width }, styles.label)
  canvas.y += lineHeight(styles.label) + 6
}

/** The foot of every page: who issued it, and which page of how many it is. Written when all pages are there. */
export function drawFooters(canvas: Canvas, written: WrittenDocument): void {
  const { document, t } = written
  const { supplier } = document
  const { count } = canvas.pdf.bufferedPageRange()
  const issuer = [supplier.legalName, ...identityLines(supplier, written)].join(' · ')
  const y = page.height - page.bottom + 20
  for (let index = 0; index < count; index += 1) {
    canvas.pdf.switchToPage(index)
    canvas.rule(y - 6)
    const number = t('invoice_document.page_of', { page: index + 1, pages: count })
    const width = body.width - canvas.width(number, styles.label) - 20
    canvas.clipped(issuer, { x: body.x, y, width }, styles.label)
    canvas.text(number, { x: body.x + body.width, y, align: 'right' }, styles.label)
  }
}
