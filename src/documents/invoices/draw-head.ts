import type { InvoiceParty } from './invoice-document.ts'
import { body, type Canvas, colors, lineHeight, styles, type TextStyle } from './layout/canvas.ts'
import { addressLines, identityLines } from './party-lines.ts'
import { type WrittenDocument, writtenPeriod } from './written-document.ts'

const gap = 18
/** So that the head stays on its page whatever the texts are: a name of 200 characters still fits. */
const maxLinesPerText = 6
const columnWidth = (body.width - 2 * gap) / 3

/** The head of the first page: what it is, who to whom, when, and how much is to be paid. */
export function drawHead(canvas: Canvas, written: WrittenDocument): void {
  const { document, t, title } = written
  canvas.clipped(title, { x: body.x, y: canvas.y, width: body.width * 0.56 }, styles.title)
  const name = document.supplier.tradeName ?? document.supplier.legalName
  // A longer name has all the room it needs in its column below.
  if (canvas.width(canvas.printable(name), styles.heading) <= body.width * 0.42)
    canvas.text(name, { x: body.x + body.width, y: canvas.y + 9, align: 'right' }, styles.heading)
  canvas.y += lineHeight(styles.title) + 6
  canvas.rule(canvas.y, { color: colors.ink, thickness: 1 })
  canvas.y += 14

  const top = canvas.y
  const supplier = partyColumn(document.supplier, written)
  const buyer = partyColumn(document.buyer, written)
  const columns: readonly (readonly Line[])[] = [
    [{ text: t('invoice_document.supplier'), style: styles.label, after: 2 }, ...supplier],
    [{ text: t('invoice_document.buyer'), style: styles.label, after: 2 }, ...buyer],
    factLines(written),
  ]
  const bottoms = columns.map((lines, index) => {
    canvas.y = top
    drawLines(canvas, lines, body.x + index * (columnWidth + gap))
    return canvas.y
  })
  canvas.y = Math.max(...bottoms) + 14
  drawHeadline(canvas, written)
}

interface Line {
  readonly text: string
  readonly style: TextStyle
  readonly after?: number
}

function drawLines(canvas: Canvas, lines: readonly Line[], x: number): void {
  for (const { text, style, after = 0 } of lines) {
    for (const part of canvas.wrap(text, columnWidth, style).slice(0, maxLinesPerText)) {
      canvas.text(part, { x, y: canvas.y }, style)
      canvas.y += lineHeight(style)
    }
    canvas.y += after
  }
}

function partyColumn(party: InvoiceParty, written: WrittenDocument): Line[] {
  const contacts = [party.email, party.phone].filter((text) => text !== null)
  const address = addressLines(party, written.document)
  return [
    { text: party.legalName, style: styles.strong },
    ...address.map((text, index) => ({
      text,
      style: styles.body,
      after: index === address.length - 1 ? 3 : 0,
    })),
    ...identityLines(party, written).map((text) => ({ text, style: styles.body })),
    ...(party === written.document.supplier ? contacts.map((text) => ({ text, style: styles.quiet })) : []),
  ]
}

/** Number, days and references, each under its name. */
function factLines(written: WrittenDocument): Line[] {
  const { document, t, formats } = written
  const { number, issuedOn, dueOn, corrects, references } = document
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    [t('invoice_document.number'), number],
    [t('invoice_document.issued_on'), formats.longDate(issuedOn)],
    [t('invoice_document.due_on'), dueOn && formats.longDate(dueOn)],
    [t('invoice_document.period'), writtenPeriod(written)],
    [
      t('invoice_document.corrects'),
      corrects &&
        t('invoice_document.corrects_value', {
          number: corrects.number,
          date: formats.longDate(corrects.issuedOn),
        }),
    ],
    [t('invoice_document.contract'), references.contract],
    [t('invoice_document.order'), references.order],
    [t('invoice_document.buyer_reference'), references.buyer],
  ]
  return facts.flatMap(([label, value]) =>
    value
      ? [
          { text: label, style: styles.label },
          {
            text: value,
            style: label === t('invoice_document.number') ? styles.strong : styles.body,
            after: 4,
          },
        ]
      : [],
  )
}

/** The one figure that everybody looks for. */
function drawHeadline(canvas: Canvas, { document, t, formats }: WrittenDocument): void {
  const { kind, totals, dueOn } = document
  const isCredit = kind === 'credit_note'
  const height = 44
  canvas.keepTogether(height + 16)
  canvas.pdf.roundedRect(body.x, canvas.y, body.width, height, 3).fill(colors.band)
  const label = t(isCredit ? 'invoice_document.total_credited' : 'invoice_document.total_due')
  const amount = formats.money(isCredit ? totals.gross : totals.due)
  canvas.text(label, { x: body.x + 12, y: canvas.y + 7 }, styles.label)
  canvas.text(amount, { x: body.x + 12, y: canvas.y + 17 }, styles.headline)
  const isPaid = !isCredit && /^-?[0.]*$/.test(totals.due)
  const open = dueOn ? t('invoice_document.due_by', { date: formats.longDate(dueOn) }) : null
  const aside = isCredit ? null : isPaid ? t('invoice_document.nothing_due') : open
  if (aside)
    canvas.text(aside, { x: body.x + body.width - 12, y: canvas.y + 22, align: 'right' }, styles.body)
  canvas.y += height + 16
}
