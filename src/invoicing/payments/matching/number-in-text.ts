import { foldText } from './fold-text.ts'

/** Characters between two of a number as people write it: `INV - 2026 / 00001`. */
const maxGap = 3
/** Spaces, dashes and strokes: what may stand inside a number. */
const joins = /^[\s\-‐‑‒–—―−_/]*$/
const joinsWithStop = /^[\s\-‐‑‒–—―−_/.]*$/
const letterOrDigit = /[\p{L}\p{N}]/u
const digit = /\p{N}/u

/** A text made ready for looking up numbers: its letters and digits, and what stands between them. */
export interface SearchedText {
  /** Letters and digits alone. */
  readonly compact: string
  /** `gaps[i]` stands before `compact[i]`; the last one behind the end. */
  readonly gaps: readonly string[]
}

export function searchedText(text: string): SearchedText {
  const gaps: string[] = ['']
  let compact = ''
  for (const unit of foldText(text).split('')) {
    if (letterOrDigit.test(unit)) {
      compact += unit
      gaps.push('')
    } else gaps[gaps.length - 1] += unit
  }
  return { compact, gaps }
}

/** A document's number as it is looked up. */
export interface SearchedNumber {
  readonly compact: string
  /** Places in `compact` before which the number itself has something else. */
  readonly breaks: ReadonlySet<number>
  /** The number itself has a full stop. */
  readonly hasStop: boolean
  readonly isDigits: boolean
}

export function searchedNumber(number: string): SearchedNumber {
  const { compact, gaps } = searchedText(number)
  const breaks = new Set(gaps.flatMap((gap, place) => (gap !== '' && place > 0 ? [place] : [])))
  return { compact, breaks, hasStop: gaps.join('').includes('.'), isDigits: /^\p{N}+$/u.test(compact) }
}

/**
 * Whether the number stands at this place of the text's letters and digits: whole, never as a part of a longer one. Spaces
 * and dashes may be added or left out; in a number of digits only where it has some itself, or dates and amounts would be
 * taken for it. A number goes on over a dash or stroke, a full stop between digits, and, where it is written with spaces,
 * over a space before a digit.
 */
export function standsAt(text: SearchedText, number: SearchedNumber, start: number): boolean {
  const end = start + number.compact.length
  if (!text.compact.startsWith(number.compact, start)) return false
  let hasSpaces = false
  for (let at = start + 1; at < end; at += 1) {
    const gap = text.gaps[at] ?? ''
    if (gap === '') continue
    if (!isGapInside(gap, number.hasStop)) return false
    if (number.isDigits && !number.breaks.has(at - start)) return false
    if (/\s/.test(gap)) hasSpaces = true
  }
  return !goesOn(text, start, hasSpaces) && !goesOn(text, end, hasSpaces)
}

function isGapInside(gap: string, mayHaveStop: boolean): boolean {
  return gap.length <= maxGap && (mayHaveStop ? joinsWithStop : joins).test(gap)
}

/** Whether what stands on both sides of this place is one number. */
function goesOn({ compact, gaps }: SearchedText, place: number, isWrittenWithSpaces: boolean): boolean {
  const [before, after] = [compact[place - 1], compact[place]]
  if (before === undefined || after === undefined) return false
  const gap = gaps[place] ?? ''
  if (gap === '') return true
  const isBetweenDigits = digit.test(before) && digit.test(after)
  if (gap === '.') return isBetweenDigits
  if (gap.length > maxGap || !joins.test(gap)) return false
  return /\s/.test(gap) ? isWrittenWithSpaces && isBetweenDigits : true
}
