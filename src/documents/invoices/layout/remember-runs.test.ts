import { expect, test } from 'vitest'
import { type GlyphRun, rememberRuns } from './remember-runs.ts'

function shapeCounting(shaped: string[]) {
  return (text: string, features?: unknown): GlyphRun => {
    shaped.push(`${text}${features === undefined ? '' : ' in figures'}`)
    return {
      glyphs: [...text].map(() => ({})),
      positions: [...text].map(() => ({ xAdvance: 10 })),
      advanceWidth: 10 * text.length,
    }
  }
}

test('a word is shaped once for each set of features, and what a caller does to its positions is its own', () => {
  const shaped: string[] = []
  const layout = rememberRuns(shapeCounting(shaped))
  const first = layout('Invoice')
  for (const position of first.positions) position['xAdvance'] = 0.5
  expect(first.advanceWidth).toBe(3.5)
  expect(layout('Invoice').advanceWidth).toBe(70)
  expect(layout('Invoice', ['tnum']).advanceWidth).toBe(70)
  layout('Invoice', ['tnum'])
  expect(shaped).toEqual(['Invoice', 'Invoice in figures'])
})

test('long texts are shaped each time', () => {
  const shaped: string[] = []
  const layout = rememberRuns(shapeCounting(shaped))
  layout('a'.repeat(65))
  layout('a'.repeat(65))
  expect(shaped).toHaveLength(2)
})
