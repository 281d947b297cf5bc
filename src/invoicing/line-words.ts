import { createFormats, createTranslate, type Language, rateWords } from '../messages/index.ts'
import type { LineWords } from './describe-line.ts'
import type { InvoicingDeps } from './invoicing-deps.ts'

export type WordsIn = (language: Language, timeZone: string) => LineWords

/** Words of lines by language and zone. To make them takes milliseconds, so those of a run are kept. */
export function createLineWords({ networkName }: Pick<InvoicingDeps, 'networkName'>): WordsIn {
  const known = new Map<string, LineWords>()
  return (language, timeZone) => {
    const key = `${language} ${timeZone}`
    const words = known.get(key) ?? makeWords(language, timeZone, networkName)
    known.set(key, words)
    return words
  }
}

function makeWords(
  language: Language,
  timeZone: string,
  networkName: InvoicingDeps['networkName'],
): LineWords {
  const t = createTranslate(language)
  const formats = createFormats({ language, timeZone })
  return { t, formats, rates: rateWords(t, formats, networkName) }
}
