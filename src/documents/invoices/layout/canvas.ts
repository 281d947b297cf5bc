import { type FontName, hasSign } from './fonts.ts'
import { page } from './open-pdf.ts'
import { printableText } from './printable-text.ts'
import { wrapText } from './wrap-text.ts'

export interface TextStyle {
  readonly font: FontName
  readonly size: number
  readonly color: string
  /** Digits of one width, for columns of figures. */
  readonly figures?: boolean
}

export const colors = { ink: '#15181d', quiet: '#646c7a', line: '#d3d8e0', band: '#f3f5f8' } as const

/** The sizes of text on a document. */
export const styles = {
  title: { font: 'semibold', size: 20, color: colors.ink },
  headline: { font: 'semibold', size: 15, color: colors.ink },
  heading: { font: 'semibold', size: 10, color: colors.ink },
  strong: { font: 'semibold', size: 8.5, color: colors.ink },
  body: { font: 'regular', size: 8.5, color: colors.ink },
  quiet: { font: 'regular', size: 8.5, color: colors.quiet },
  label: { font: 'regular', size: 7.5, color: colors.quiet },
} as const satisfies Record<string, TextStyle>

/** The style with digits of one width. Signs get that width too, so it is for columns alone. */
export const inFigures = (style: TextStyle): TextStyle => ({ ...style, figures: true })

/** Room of a line of text; Inter wants a little air. */
export const lineHeight = (style: TextStyle): number => style.size * 1.42

interface Place {
  readonly x: number
  readonly y: number
  /** With `right`, `x` is where the text ends. */
  readonly align?: 'left' | 'right'
}

interface Box {
  readonly x: number
  readonly width: number
}

interface Pen {
  readonly color?: string
  readonly thickness?: number
}

/** Between the margins of the page. */
export const body: Box = { x: page.left, width: page.width - page.left - page.right }
const bottom = page.height - page.bottom

/** The pages of a document while it is written from top to bottom; `y` is where the next thing goes. */
export class Canvas {
  readonly pdf: PDFKit.PDFDocument
  y: number = page.top
  #pages = 0
  /** Of texts at size 1: the same words and figures come again and again. */
  readonly #widths = new Map<string, number>()
  readonly #onNextPage: (canvas: Canvas) => void

  /** @param onNextPage writes the head of the second and later pages */
  constructor(pdf: PDFKit.PDFDocument, onNextPage: (canvas: Canvas) => void) {
    this.pdf = pdf
    this.#onNextPage = onNextPage
    this.nextPage()
  }

  nextPage(): void {
    this.pdf.addPage()
    this.#pages += 1
    this.y = page.top
    if (this.#pages > 1) this.#onNextPage(this)
  }

  hasRoomFor(height: number): boolean {
    return this.y + height <= bottom
  }

  /** Begins a page where what follows would not fit on this one. */
  keepTogether(height: number): void {
    if (!this.hasRoomFor(height)) this.nextPage()
  }

  /** The text as it can be printed. */
  printable(text: string): string {
    return printableText(text, hasSign)
  }

  width(text: string, style: TextStyle): number {
    const key = `${style.font} ${style.figures ?? false} ${text}`
    const perPoint =
      this.#widths.get(key) ?? this.#choose(style).fontSize(1).widthOfString(text, textOptions(style))
    this.#widths.set(key, perPoint)
    return perPoint * style.size
  }

  wrap(text: string, width: number, style: TextStyle): string[] {
    return wrapText(this.printable(text), width, (part) => this.width(part, style))
  }

  /** One line of text; its top is at `y`. */
  text(text: string, { x, y, align = 'left' }: Place, style: TextStyle): void {
    const printable = this.printable(text).replaceAll('\n', ' ')
    const width = align === 'right' ? this.width(printable, style) : 0
    // Told how wide the text is, pdfkit does not measure it once more; it needs to know only for what we never ask.
    const options = { ...textOptions(style), textWidth: width, wordCount: 1 }
    this.#choose(style)
      .fillColor(style.color)
      .text(printable, x - width, y, options)
  }

  /** One line of text that is cut with an ellipsis where it is wider than its box. */
  clipped(text: string, { x, y, width }: Place & Box, style: TextStyle): void {
    const printable = this.printable(text).replaceAll('\n', ' ')
    if (this.width(printable, style) <= width) return this.text(printable, { x, y }, style)
    const [kept = ''] = wrapText(printable, width - this.width('…', style), (part) => this.width(part, style))
    this.text(`${kept}…`, { x, y }, style)
  }

  /** A text in a box from `y` down, going on on the next page where it must. */
  paragraph(text: string, { x, width }: Box, style: TextStyle): void {
    for (const line of this.wrap(text, width, style)) {
      this.keepTogether(lineHeight(style))
      this.text(line, { x, y: this.y }, style)
      this.y += lineHeight(style)
    }
  }

  /** A horizontal line across the body, or the given box. */
  rule(y: number, { box = body, ...pen }: Pen & { readonly box?: Box } = {}): void {
    this.line([box.x, y], [box.x + box.width, y], pen)
  }

  line(
    from: readonly [x: number, y: number],
    to: readonly [x: number, y: number],
    { color = colors.line, thickness = 0.6 }: Pen = {},
  ): void {
    this.pdf
      .lineWidth(thickness)
      .moveTo(...from)
      .lineTo(...to)
      .stroke(color)
  }

  #choose(style: TextStyle): PDFKit.PDFDocument {
    return this.pdf.font(style.font).fontSize(style.size)
  }
}

/** Digits of one width are the only feature that is ever asked for: see `fontOf`. */
function textOptions(style: TextStyle): PDFKit.Mixins.TextOptions {
  return style.figures ? { lineBreak: false, features: ['tnum'] } : { lineBreak: false }
}
