import type { Failure, Result } from '../../core/index.ts'
import type { ParsedRates } from './parse-rate-rows.ts'

export const rateFileFormats = ['csv', 'xlsx'] as const
export type RateFileFormat = (typeof rateFileFormats)[number]

/** What the reading thread is started with, and what it answers. */
export interface RateFileJob {
  readonly format: RateFileFormat
  readonly bytes: Uint8Array
}

export type RateFileAnswer = Result<ParsedRates, Failure<'invalid_file'>>
