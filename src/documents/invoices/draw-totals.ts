import type { InvoiceTax } from './invoice-document.ts'
import { body, type Canvas, colors, inFigures, lineHeight, styles } from './layout/canvas.ts'
import type { WrittenDocument } from './written-document.ts'

const totalsBox = { x: body.x + body.width - 226, width: 226 }
const summaryBox = { x: body.x, width: body.width - totalsBox.width - 28 }
/** Between the table and the totals. */
export const totalsGap = 12
const rowHeight = lineHeight(styles.body) + 5

/** The VAT summary on the left, the totals on the right; together on one page. */
export function drawTotals(canvas: Canvas, written: WrittenDocument): void {
  canvas.y += totalsGap
  canvas.keepTogether(totalsHeight(canvas, written))
  const top = canvas.y
  drawTaxSummary(canvas, written)
  const summaryBottom = canvas.y
  canvas.y = top
  drawTotalRows(canvas, totalRows(written))
  canvas.y = Math.max(canvas.y, summaryBottom)
}

/** How much room the totals take, so that the last line can stay with them. */
export function totalsHeight(canvas: Canvas, written: WrittenDocument): number {
  const { taxes, taxInAccountingCurrency } = written.document
  const exemptions = taxes.flatMap((tax) => exemptionLines(canvas, tax))
  const summaryRows = 1 + taxes.length + (taxInAccountingCurrency ? 1 : 0)
  return Math.max(
    totalRows(written).length * rowHeight + 14,
    summaryRows * rowHeight + exemptions.length * lineHeight(styles.label),
  )
}

interface TotalRow {
  readonly label: string
  readonly value: string
  readonly weight: 'plain' | 'sum' | 'due'
}

function totalRows({ document, t, formats }: WrittenDocument): TotalRow[] {
  const { totals, kind, taxes } = document
  const hasTax = taxes.some(({ category }) => category === 'S' || category === 'Z')
  const gross = t(hasTax ? 'invoice_document.total_gross_with_tax' : 'invoice_document.total_gross')
  const row = (label: string, value: string, weight: TotalRow['weight'] = 'plain'): TotalRow => ({
    label,
    value,
    weight,
  })
  const rows = [
    ...(hasTax
      ? [
          row(t('invoice_document.total_net'), formats.amount(totals.net)),
          row(t('invoice_document.total_tax'), formats.amount(totals.tax)),
        ]
      : []),
    row(gross, formats.amount(totals.gross), 'sum'),
  ]
  if (kind === 'credit_note')
    return [...rows, row(t('invoice_document.total_credited'), formats.money(totals.gross), 'due')]
  const prepaid = row(t('invoice_document.total_prepaid'), formats.amount(negated(totals.prepaid)))
  return [
    ...rows,
    ...(kind === 'invoice' ? [prepaid] : []),
    row(t('invoice_document.total_due'), formats.money(totals.due), 'due'),
  ]
}

/** What is taken off is written with its minus; 0 has none. */
const negated = (amount: string): string => (/[1-9]/.test(amount) ? `-${amount}` : amount)

function drawTotalRows(canvas: Canvas, rows: readonly TotalRow[]): void {
  const right = totalsBox.x + totalsBox.width
  for (const { label, value, weight } of rows) {
    const isDue = weight === 'due'
    if (weight !== 'plain')
      canvas.rule(canvas.y, { box: totalsBox, ...(isDue ? { color: colors.ink, thickness: 1 } : {}) })
    const style = isDue ? { ...styles.strong, size: 11 } : weight === 'sum' ? styles.strong : styles.body
    const labelStyle = isDue ? { ...styles.strong, size: 9.5 } : style
    canvas.y += isDue ? 6 : 2.5
    canvas.text(label, { x: totalsBox.x, y: canvas.y + (isDue ? 1 : 0) }, labelStyle)
    canvas.text(value, { x: right, y: canvas.y, align: 'right' }, inFigures(style))
    canvas.y += lineHeight(style) + (isDue ? 4 : 2.5)
  }
}

function drawTaxSummary(canvas: Canvas, { document, t, formats }: WrittenDocument): void {
  const right = summaryBox.x + summaryBox.width
  const middle = right - 74
  canvas.text(t('invoice_document.tax_summary'), { x: summaryBox.x, y: canvas.y + 2.5 }, styles.label)
  canvas.text(
    t('invoice_document.tax_taxable'),
    { x: middle, y: canvas.y + 2.5, align: 'right' },
    styles.label,
  )
  canvas.text(t('invoice_document.tax_amount'), { x: right, y: canvas.y + 2.5, align: 'right' }, styles.label)
  canvas.y += rowHeight
  for (const tax of document.taxes) {
    canvas.rule(canvas.y, { box: summaryBox })
    canvas.y += 2.5
    canvas.clipped(
      categoryName(tax),
      { x: summaryBox.x, y: canvas.y, width: summaryBox.width - 150 },
      styles.body,
    )
    canvas.text(
      formats.amount(tax.taxable),
      { x: middle, y: canvas.y, align: 'right' },
      inFigures(styles.body),
    )
    canvas.text(formats.amount(tax.tax), { x: right, y: canvas.y, align: 'right' }, inFigures(styles.body))
    canvas.y += rowHeight - 2.5
    for (const line of exemptionLines(canvas, tax)) {
      canvas.text(line, { x: summaryBox.x, y: canvas.y - 2 }, styles.label)
      canvas.y += lineHeight(styles.label)
    }
  }
  const accounting = document.taxInAccountingCurrency
  if (accounting) {
    canvas.rule(canvas.y, { box: summaryBox })
    const label = t('invoice_document.tax_in_currency', { currency: accounting.currency })
    canvas.text(label, { x: summaryBox.x, y: canvas.y + 2.5 }, styles.body)
    const value = formats.moneyOf(accounting.tax, accounting.currency)
    canvas.text(value, { x: right, y: canvas.y + 2.5, align: 'right' }, inFigures(styles.body))
    canvas.y += rowHeight
  }

  function categoryName({ category, ratePercent }: InvoiceTax): string {
    if (category === 'S' || category === 'Z') return formats.percent(ratePercent)
    const names = { E: 'tax_exempt', AE: 'reverse_charge', G: 'tax_export', O: 'not_subject' } as const
    return t(`invoice_document.${names[category]}`)
  }
}

function exemptionLines(canvas: Canvas, { exemption }: InvoiceTax): string[] {
  return exemption ? canvas.wrap(exemption.text, summaryBox.width, styles.label) : []
}
