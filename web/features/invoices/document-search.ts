import { oneOf, onlySet, type RawSearch, wholeNumbersOf } from '../../ui/selection/search-values.ts'

export const correctionNames = ['credit', 'void'] as const
export type CorrectionName = (typeof correctionNames)[number]

/** What is open of a document, as it stands in its address. */
export interface DocumentSearch {
  /** The line whose charges are shown, by its position. */
  readonly line?: number | undefined
  /** The form that is open. */
  readonly enter?: CorrectionName | undefined
}

const maxLine = 100_000

export function parseDocumentSearch(raw: RawSearch): DocumentSearch {
  return onlySet({
    line: wholeNumbersOf(raw['line'], 1, maxLine)?.[0],
    enter: oneOf(correctionNames, raw['enter']),
  })
}
