import { fileURLToPath } from 'node:url'
import Pdf from 'pdfkit'
import { type GlyphRun, rememberRuns } from './remember-runs.ts'

export type FontName = 'regular' | 'semibold'

const files: Readonly<Record<FontName, string>> = {
  regular: '400Regular/Inter_400Regular.ttf',
  semibold: '600SemiBold/Inter_600SemiBold.ttf',
}

interface ParsedFont {
  readonly characterSet: readonly number[]
  glyphForCodePoint(codePoint: number): object
  hasGlyphForCodePoint(codePoint: number): boolean
  layout(text: string, features?: unknown): GlyphRun
}

/** pdfkit takes a parsed font in the place of its bytes, which its types don't say. */
export type Font = ParsedFont & PDFKit.Mixins.PDFFontSource

const fonts = new Map<FontName, Font>()

/** Inter (OFL 1.1): Latin, Cyrillic, and signs of currencies. Parsed once per process, which takes most of the time. */
export function fontOf(name: FontName): Font {
  const known = fonts.get(name)
  if (known) return known
  const font = parse(fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${files[name]}`)))
  fonts.set(name, font)
  return font
}

function parse(path: string): Font {
  const pdf = new Pdf({ font: path, autoFirstPage: false })
  const font: Font = Reflect.get(pdf, '_font').font
  const layout = font.layout.bind(font)
  // Without contextual alternates: Inter would turn `3x4` into `3×4` and arrows into signs. Figures are not kerned: a
  // comma would slip under the digits beside it.
  font.layout = rememberRuns((text, features) =>
    layout(text, { calt: false, kern: !/\d/.test(text), tnum: features !== undefined }),
  )
  // A glyph keeps the character that it was first asked for, and files say which character a glyph is. Characters that
  // share one (space and no-break space) would be told by the documents before, so all are asked for here, in order.
  for (const codePoint of [...font.characterSet].sort((a, b) => a - b))
    if (isPublic(codePoint)) font.glyphForCodePoint(codePoint)
  font.layout(ascii, ['tnum'])
  return font
}

/** The letters, digits and signs of which columns of figures are made. */
const ascii = String.fromCodePoint(...Array.from({ length: 95 }, (_, index) => 0x20 + index))

/** Fonts give alternative glyphs, such as digits of one width, code points for private use, which say nothing to readers. */
function isPublic(codePoint: number): boolean {
  return !/\p{Co}/u.test(String.fromCodePoint(codePoint))
}

/** Whether the font has a sign for a code point; both weights have the same. */
export function hasSign(codePoint: number): boolean {
  return isPublic(codePoint) && fontOf('regular').hasGlyphForCodePoint(codePoint)
}
