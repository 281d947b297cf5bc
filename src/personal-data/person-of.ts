import type { Person } from '../facts/index.ts'

/** Digits from which on a text is taken for a number, and characters from which on for something that means one person only. */
const fewestDigits = 7
const fewestTraced = 7

/**
 * All ways in which logs may have written down the person that somebody entered. Numbers are to be in international form: with `+`,
 * `00` or neither, with whatever stands between the digits.
 */
export function personOf(entered: string): Person {
  const text = entered.trim().toLowerCase()
  if (text.includes('@')) return { names: [text], traces: [text, encodeURIComponent(text)] }
  const digits = text.replaceAll(/\D/g, '').replace(/^00/, '')
  const isNumber = digits.length >= fewestDigits && /^(?:\+|00)?[\d\s().-]+$/.test(text)
  if (isNumber) return { names: [...new Set([text, `+${digits}`, digits, `00${digits}`])], traces: [digits] }
  return { names: [text], traces: text.length >= fewestTraced ? [text] : [] }
}

/** How a person is remembered who is not to be: `+49•••78`, `a•••@shop.example`, `•••7f`. */
export function maskedPerson(entered: string): string {
  const text = entered.trim()
  const at = text.indexOf('@')
  if (at >= 0) return `${[...text][0] ?? ''}•••${text.slice(at)}`
  const letters = [...text]
  const start = text.startsWith('+') ? letters.slice(0, 3).join('') : ''
  return letters.length < fewestTraced ? '•••' : `${start}•••${letters.slice(-2).join('')}`
}
