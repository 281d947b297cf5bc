import { totalsGap, totalsHeight } from './draw-totals.ts'
import type { InvoiceLine } from './invoice-document.ts'
import { body, type Canvas, colors, inFigures, lineHeight, styles, type TextStyle } from './layout/canvas.ts'
import type { WrittenDocument } from './written-document.ts'

interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
  /** One text per line of the invoice. */
  readonly cells: readonly string[]
}

interface PlacedColumn extends Column {
  readonly x: number
  readonly width: number
}

const headStyle: TextStyle = { ...styles.label, font: 'semibold' }
const figures = inFigures(styles.body)
const cellStyle = ({ align }: Column): TextStyle => (align === 'right' ? figures : styles.body)

const padding = 5
const rowPadding = 3.5
/** A row is kept whole up to so many lines of text; a longer one may go on on the next page. */
const linesKeptTogether = 8

/** The lines of the invoice; the head of the table stands on every page. */
export function drawLineTable(canvas: Canvas, written: WrittenDocument): void {
  const { document } = written
  const columns = placeColumns(canvas, columnsOf(written))
  const head = () => drawTableHead(canvas, columns, written.isRussianForm)
  canvas.keepTogether(70)
  head()
  document.lines.forEach((line, index) => {
    const isLast = index === document.lines.length - 1
    const roomBelow = isLast ? totalsGap + totalsHeight(canvas, written) : 0
    drawRow(canvas, { line, index, columns, grid: written.isRussianForm, head, roomBelow })
  })
}

function columnsOf({ document, t, formats }: WrittenDocument): Column[] {
  const { lines } = document
  const isTaxed = lines.some(({ tax }) => isRated(tax))
  const taxColumn: Column = {
    title: t('invoice_document.line_tax'),
    align: 'right',
    cells: lines.map(({ tax }) => (isRated(tax) ? formats.percent(tax.ratePercent) : '–')),
  }
  return [
    {
      title: t('invoice_document.line_position'),
      align: 'left',
      cells: lines.map((line) => String(line.position)),
    },
    { title: t('invoice_document.line_description'), align: 'left', cells: [] },
    {
      title: t('invoice_document.line_quantity'),
      align: 'right',
      cells: lines.map((line) => formats.quantity(line.quantity)),
    },
    {
      title: t('invoice_document.line_unit'),
      align: 'left',
      cells: lines.map(({ unit }) => t(`invoice_document.unit_${unit}`)),
    },
    {
      title: t('invoice_document.line_unit_price'),
      align: 'right',
      cells: formats.unitPrices(lines.map((line) => line.unitPrice)),
    },
    ...(isTaxed ? [taxColumn] : []),
    {
      title: t('invoice_document.line_net', { currency: document.currency }),
      align: 'right',
      cells: lines.map((line) => formats.amount(line.net)),
    },
  ]
}

const isRated = ({ category }: InvoiceLine['tax']): boolean => category === 'S' || category === 'Z'

/** Every column is as wide as what stands in it; the description takes the rest. */
function placeColumns(canvas: Canvas, columns: readonly Column[]): PlacedColumn[] {
  const natural = columns.map((column) =>
    Math.max(
      canvas.width(column.title, headStyle),
      ...longest(column.cells).map((text) => canvas.width(text, cellStyle(column))),
    ),
  )
  const widths = natural.map((width) => width + 2 * padding)
  const others = widths.reduce((sum, width, index) => (index === 1 ? sum : sum + width), 0)
  let x = body.x
  return columns.map((column, index) => {
    const width = index === 1 ? Math.max(110, body.width - others) : (widths[index] ?? 0)
    const placed = { ...column, x, width }
    x += width
    return placed
  })
}

/** Digits have one width: the widest text is among the longest few. */
function longest(cells: readonly string[]): string[] {
  return [...new Set(cells)].sort((a, b) => b.length - a.length).slice(0, 20)
}

function drawTableHead(canvas: Canvas, columns: readonly PlacedColumn[], grid: boolean): void {
  const height = lineHeight(styles.label) + 8
  canvas.pdf.rect(body.x, canvas.y, body.width, height).fill(colors.band)
  for (const column of columns) cellText(canvas, column, column.title, canvas.y + 4, headStyle)
  if (grid) canvas.rule(canvas.y, gridLine)
  canvas.rule(canvas.y + height, grid ? gridLine : { color: colors.ink, thickness: 0.8 })
  if (grid) drawVerticals(canvas, columns, canvas.y, canvas.y + height)
  canvas.y += height
}

interface Row {
  readonly line: InvoiceLine
  readonly index: number
  readonly columns: readonly PlacedColumn[]
  readonly grid: boolean
  readonly head: () => void
  /** What must stand on the same page: totals without a line above them look lost. */
  readonly roomBelow: number
}

function drawRow(canvas: Canvas, { line, index, columns, grid, head, roomBelow }: Row): void {
  const [, description] = columns
  if (!description) return
  const width = description.width - 2 * padding
  const texts = [
    ...canvas.wrap(line.description, width, styles.body).map((text) => ({ text, style: styles.body })),
    ...(line.detail ? canvas.wrap(line.detail, width, styles.label) : []).map((text) => ({
      text,
      style: styles.label,
    })),
  ]
  const nextPageIfFull = (height: number) => {
    if (canvas.hasRoomFor(height)) return
    if (grid) canvas.rule(canvas.y, gridLine)
    canvas.nextPage()
    head()
  }
  const kept = texts.slice(0, linesKeptTogether)
  nextPageIfFull(2 * rowPadding + kept.reduce((sum, { style }) => sum + lineHeight(style), roomBelow))
  let sliceTop = canvas.y
  canvas.y += rowPadding
  for (const column of columns)
    if (column !== description)
      cellText(canvas, column, column.cells[index] ?? '', canvas.y, cellStyle(column))
  for (const { text, style } of texts) {
    if (!canvas.hasRoomFor(lineHeight(style) + rowPadding)) {
      if (grid) drawVerticals(canvas, columns, sliceTop, canvas.y)
      nextPageIfFull(Number.POSITIVE_INFINITY)
      sliceTop = canvas.y
      canvas.y += rowPadding
    }
    canvas.text(text, { x: description.x + padding, y: canvas.y }, style)
    canvas.y += lineHeight(style)
  }
  if (texts.length === 0) canvas.y += lineHeight(styles.body)
  canvas.y += rowPadding
  if (grid) drawVerticals(canvas, columns, sliceTop, canvas.y)
  canvas.rule(canvas.y, grid ? gridLine : {})
}

const gridLine = { color: '#9aa2b0', thickness: 0.6 } as const

function drawVerticals(canvas: Canvas, columns: readonly PlacedColumn[], top: number, bottom: number): void {
  for (const x of [...columns.map((column) => column.x), body.x + body.width])
    canvas.line([x, top], [x, bottom], gridLine)
}

function cellText(canvas: Canvas, column: PlacedColumn, text: string, y: number, style: TextStyle): void {
  if (column.align === 'right')
    canvas.text(text, { x: column.x + column.width - padding, y, align: 'right' }, style)
  else canvas.text(text, { x: column.x + padding, y }, style)
}
