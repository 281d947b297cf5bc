import { amountInWords } from './amount-in-words.ts'
import { body, type Canvas, colors, lineHeight, styles } from './layout/canvas.ts'
import type { WrittenDocument } from './written-document.ts'

/** How a Russian document ends: count and sum, the sum in words, the words of acceptance, room for signatures. */
export function drawRussianClosing(canvas: Canvas, written: WrittenDocument): void {
  const { document, t, formats } = written
  const { totals, lines, currency, kind } = document
  canvas.y += 14
  const total = kind === 'pro_forma' ? totals.due : totals.gross
  const words = amountInWords(total, currency)
  canvas.keepTogether(2 * lineHeight(styles.body) + 30)
  const count = t('invoice_document.items_total', { count: lines.length, amount: formats.money(total) })
  canvas.paragraph(count, body, styles.body)
  if (words) canvas.paragraph(words, body, styles.strong)
  canvas.y += 10
  canvas.rule(canvas.y, { color: colors.ink, thickness: 1.5 })
  canvas.y += 12
  if (kind === 'pro_forma') canvas.paragraph(t('invoice_document.payment_note'), body, styles.body)
  if (kind === 'invoice') canvas.paragraph(t('invoice_document.services_accepted'), body, styles.body)
  drawSignatures(canvas, written)
}

function drawSignatures(canvas: Canvas, { document, t }: WrittenDocument): void {
  const titles =
    document.kind === 'pro_forma'
      ? [t('invoice_document.head_of_company'), t('invoice_document.accountant')]
      : [t('invoice_document.contractor'), t('invoice_document.customer')]
  canvas.y += 30
  canvas.keepTogether(30)
  const gap = 32
  const width = (body.width - gap) / 2
  titles.forEach((title, index) => {
    const x = body.x + index * (width + gap)
    canvas.text(title, { x, y: canvas.y }, styles.strong)
    const start = x + canvas.width(title, styles.strong) + 8
    canvas.rule(canvas.y + lineHeight(styles.strong), {
      color: colors.ink,
      box: { x: start, width: x + width - start },
    })
  })
  canvas.y += lineHeight(styles.strong) + 8
}
