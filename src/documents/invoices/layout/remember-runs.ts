import { LRUCache } from 'lru-cache'

/** Distances that a glyph is set apart and moved by, in units of the font. */
type Position = Record<string, number>

/** Shaped text: its glyphs and where each stands. */
export interface GlyphRun {
  readonly glyphs: readonly object[]
  readonly positions: readonly Position[]
  readonly advanceWidth: number
}

type Shape = (text: string, features?: unknown) => GlyphRun

/** Words and figures of the documents that are rendered one after the other. */
const maxRuns = 20_000
/** Longer texts hardly come again. */
const maxRememberedLength = 64

/**
 * Shaping is most of the time that a document takes, and documents are made of the same words. pdfkit scales the positions of a
 * run in place, so each caller gets its own copies.
 */
export function rememberRuns(shape: Shape): Shape {
  const plain = new LRUCache<string, GlyphRun>({ max: maxRuns })
  const featured = new LRUCache<string, GlyphRun>({ max: maxRuns })
  return (text, features) => {
    if (text.length > maxRememberedLength) return shape(text, features)
    const runs = features === undefined ? plain : featured
    let run = runs.get(text)
    if (!run) {
      run = shape(text, features)
      runs.set(text, run)
    }
    return copyOf(run)
  }
}

function copyOf({ glyphs, positions }: GlyphRun): GlyphRun {
  const copies = positions.map((position) => ({ ...position }))
  return {
    glyphs,
    positions: copies,
    // Asked for after the positions are scaled.
    get advanceWidth() {
      return copies.reduce((sum, { xAdvance = 0 }) => sum + xAdvance, 0)
    },
  }
}
