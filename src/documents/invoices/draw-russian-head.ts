import { drawCode, paymentCode } from './draw-payment.ts'
import { body, type Canvas, colors, lineHeight, styles } from './layout/canvas.ts'
import { partyLine } from './party-lines.ts'
import { qrSize } from './payment-qr/draw-payment-qr.ts'
import { type WrittenDocument, writtenPeriod } from './written-document.ts'

const border = { color: '#4b5260', thickness: 0.6 } as const
const padding = 4
/** So that the box stays small; the whole name stands below it. */
const maxLinesPerName = 5

/** The head of a Russian document: bank box on top of what is to be paid, dated title, parties in one line each. */
export function drawRussianHead(canvas: Canvas, written: WrittenDocument): void {
  const { document, t, title, formats } = written
  if (document.kind !== 'credit_note' && document.payment.account) drawBankBox(canvas, written)
  const dated = t('invoice_document.title_dated', {
    title,
    number: document.number,
    date: formats.longDate(document.issuedOn),
  })
  for (const line of canvas.wrap(dated, body.width, titleStyle)) {
    canvas.text(line, { x: body.x, y: canvas.y }, titleStyle)
    canvas.y += lineHeight(titleStyle)
  }
  canvas.y += 4
  canvas.rule(canvas.y, { color: colors.ink, thickness: 1.5 })
  canvas.y += 10
  for (const [label, value] of russianFacts(written)) drawFact(canvas, label, value)
  canvas.y += 8
}

const titleStyle = { ...styles.title, size: 14 }

function russianFacts(written: WrittenDocument): [label: string, value: string][] {
  const { document, t, formats } = written
  const { dueOn, corrects, references } = document
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    [t('invoice_document.supplier_formal'), partyLine(document.supplier, written)],
    [t('invoice_document.buyer_formal'), partyLine(document.buyer, written)],
    [t('invoice_document.basis_formal'), references.contract],
    [
      `${t('invoice_document.corrects')}:`,
      corrects &&
        t('invoice_document.corrects_value', {
          number: corrects.number,
          date: formats.longDate(corrects.issuedOn),
        }),
    ],
    [`${t('invoice_document.period')}:`, writtenPeriod(written)],
    [`${t('invoice_document.order')}:`, references.order],
    [`${t('invoice_document.buyer_reference')}:`, references.buyer],
    [`${t('invoice_document.due_on')}:`, dueOn && formats.longDate(dueOn)],
  ]
  return facts.flatMap(([label, value]) => (value ? [[label, value]] : []))
}

function drawFact(canvas: Canvas, label: string, value: string): void {
  const labelWidth = 84
  canvas.keepTogether(lineHeight(styles.strong))
  canvas.text(label, { x: body.x, y: canvas.y }, styles.quiet)
  for (const line of canvas.wrap(value, body.width - labelWidth, styles.strong)) {
    canvas.keepTogether(lineHeight(styles.strong))
    canvas.text(line, { x: body.x + labelWidth, y: canvas.y }, styles.strong)
    canvas.y += lineHeight(styles.strong)
  }
  canvas.y += 3
}

/**
 * The upper part of a payment order, as it stands on Russian bills: bank with BIC and correspondent account, payee with
 * INN, KPP and account. Beside it the payment code.
 */
function drawBankBox(canvas: Canvas, written: WrittenDocument): void {
  const code = paymentCode(written)
  const width = body.width - (code ? qrSize(code.kind) + 14 : 0)
  const top = canvas.y
  const edges = {
    left: body.x,
    right: body.x + width,
    key: body.x + width - 176,
    value: body.x + width - 136,
  }
  const bankBottom = drawBank(canvas, written, edges, top)
  const bottom = drawPayee(canvas, written, edges, bankBottom)
  canvas.rule(top, { ...border, box: { x: edges.left, width } })
  canvas.rule(bankBottom, { ...border, box: { x: edges.left, width } })
  canvas.rule(bottom, { ...border, box: { x: edges.left, width } })
  for (const x of Object.values(edges)) canvas.line([x, top], [x, bottom], border)
  if (code) drawCode(canvas, written, code, top)
  canvas.y = Math.max(bottom, code ? top + qrSize(code.kind) + 16 : 0) + 18
}

interface Edges {
  readonly left: number
  readonly key: number
  readonly value: number
  readonly right: number
}

/** @returns where the bank's part ends */
function drawBank(canvas: Canvas, { document, t }: WrittenDocument, edges: Edges, top: number): number {
  const { account } = document.payment
  if (!account) return top
  const names = canvas
    .wrap(account.bankName, edges.key - edges.left - 2 * padding, styles.body)
    .slice(0, maxLinesPerName)
  names.forEach((line, index) => {
    canvas.text(line, { x: edges.left + padding, y: top + 4 + index * lineHeight(styles.body) }, styles.body)
  })
  const bottom = top + Math.max(2, names.length) * lineHeight(styles.body) + 17
  canvas.text(t('invoice_document.bank_of_payee'), { x: edges.left + padding, y: bottom - 13 }, styles.label)
  const row = lineHeight(styles.body) + 4
  canvas.line([edges.key, top + row], [edges.right, top + row], border)
  const pairs = [
    [t('invoice_document.bank_code'), account.bic ?? ''],
    [t('invoice_document.bank_account_no'), account.correspondentAccount ?? ''],
  ] as const
  pairs.forEach(([label, value], index) => {
    const y = top + 2.5 + index * row
    canvas.text(label, { x: edges.key + padding, y }, styles.body)
    canvas.text(value, { x: edges.value + padding, y }, styles.body)
  })
  return bottom
}

/** @returns where the payee's part ends */
function drawPayee(canvas: Canvas, { document, t }: WrittenDocument, edges: Edges, top: number): number {
  const { supplier, payment } = document
  const row = lineHeight(styles.body) + 4
  const half = edges.left + (edges.key - edges.left) / 2
  canvas.text(
    t('invoice_document.inn', { number: supplier.taxNumber ?? '' }),
    { x: edges.left + padding, y: top + 2.5 },
    styles.body,
  )
  canvas.text(
    t('invoice_document.kpp', { number: supplier.kpp ?? '' }),
    { x: half + padding, y: top + 2.5 },
    styles.body,
  )
  canvas.line([edges.left, top + row], [edges.key, top + row], border)
  canvas.line([half, top], [half, top + row], border)
  const account = payment.account?.accountNumber ?? payment.account?.iban ?? ''
  canvas.text(t('invoice_document.bank_account_no'), { x: edges.key + padding, y: top + 2.5 }, styles.body)
  canvas.text(account, { x: edges.value + padding, y: top + 2.5 }, styles.body)
  const names = canvas
    .wrap(supplier.legalName, edges.key - edges.left - 2 * padding, styles.body)
    .slice(0, maxLinesPerName)
  names.forEach((line, index) => {
    const y = top + row + 3 + index * lineHeight(styles.body)
    canvas.text(line, { x: edges.left + padding, y }, styles.body)
  })
  const bottom = top + row + Math.max(1, names.length) * lineHeight(styles.body) + 18
  canvas.text(t('invoice_document.payee'), { x: edges.left + padding, y: bottom - 13 }, styles.label)
  return bottom
}
