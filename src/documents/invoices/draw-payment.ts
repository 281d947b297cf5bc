import type { PaymentQrKind } from './invoice-document.ts'
import { body, type Canvas, lineHeight, styles } from './layout/canvas.ts'
import { drawPaymentQr, qrSize } from './payment-qr/draw-payment-qr.ts'
import { paymentPayload } from './payment-qr/payment-payload.ts'
import type { WrittenDocument } from './written-document.ts'

const labelWidth = 112
const maxLinesPerValue = 5
const rowHeight = lineHeight(styles.body) + 2

/** Where to pay, under what reference, and the code that a banking app reads. Nothing where nothing is to be paid. */
export function drawPayment(canvas: Canvas, written: WrittenDocument): void {
  const { document, t } = written
  const { kind, totals, payment } = document
  if (kind === 'credit_note' || !payment.account || !/[1-9]/.test(totals.due)) return
  const code = paymentCode(written)
  const detailsWidth = body.width - (code ? qrSize(code.kind) + 24 : 0)
  const valueWidth = detailsWidth - labelWidth
  const rows = paymentRows(written).map(([label, value]) => ({
    label,
    values: canvas.wrap(value, valueWidth, styles.body).slice(0, maxLinesPerValue),
  }))
  const hint = canvas.wrap(t('invoice_document.reference_hint'), detailsWidth, styles.label)
  const textHeight = rows.reduce((sum, { values }) => sum + values.length * rowHeight, hint.length * 11 + 28)
  const codeHeight = code ? qrSize(code.kind) + 20 : 0
  canvas.y += 22
  canvas.keepTogether(Math.max(textHeight, codeHeight))
  const top = canvas.y
  canvas.text(t('invoice_document.payment'), { x: body.x, y: top }, styles.heading)
  canvas.y += lineHeight(styles.heading) + 4
  for (const { label, values } of rows) {
    canvas.text(label, { x: body.x, y: canvas.y }, styles.quiet)
    for (const value of values) {
      canvas.text(value, { x: body.x + labelWidth, y: canvas.y }, styles.body)
      canvas.y += rowHeight
    }
  }
  canvas.y += 3
  for (const line of hint) {
    canvas.text(line, { x: body.x, y: canvas.y }, styles.label)
    canvas.y += lineHeight(styles.label)
  }
  if (code) drawCode(canvas, written, code, top)
  canvas.y = Math.max(canvas.y, top + codeHeight)
}

export interface PaymentCode {
  readonly kind: PaymentQrKind
  readonly payload: string
}

export function paymentCode({ document }: WrittenDocument): PaymentCode | null {
  const payload = paymentPayload(document)
  return payload && document.payment.qr ? { kind: document.payment.qr, payload } : null
}

/** At the right edge, with its caption under it. */
export function drawCode(
  canvas: Canvas,
  { t }: WrittenDocument,
  { kind, payload }: PaymentCode,
  top: number,
): void {
  const size = qrSize(kind)
  const left = body.x + body.width - size
  drawPaymentQr(canvas, kind, payload, left, top)
  const caption = t(`invoice_document.qr_${kind}`)
  canvas.text(caption, { x: body.x + body.width, y: top + size + 5, align: 'right' }, styles.label)
}

function paymentRows({ document, t }: WrittenDocument): [label: string, value: string][] {
  const { payment, supplier } = document
  const { account } = payment
  if (!account) return []
  const rows: readonly (readonly [label: string, value: string | null])[] = [
    [t('invoice_document.account_holder'), supplier.legalName],
    [t('invoice_document.bank'), account.bankName],
    [t('invoice_document.iban'), account.iban && inFours(account.iban)],
    [t('invoice_document.account_number'), account.iban ? null : account.accountNumber],
    [t('invoice_document.correspondent_account'), account.correspondentAccount],
    [t('invoice_document.bic'), account.bic],
    [t('invoice_document.reference'), payment.reference],
  ]
  return rows.flatMap(([label, value]) => (value ? [[label, value]] : []))
}

/** An IBAN as it is written on paper. The spaces hold it on one line. */
function inFours(iban: string): string {
  return iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00a0')
}
