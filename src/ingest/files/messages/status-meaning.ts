import { type ImportMapping, type StatusMeaning, statusMeanings } from '../../../contract/index.ts'
import { meaningOfStatus } from './status-words.ts'

/** What a word of the column of statuses means: as the mapping says, else by itself; null where nobody knows. */
export function meaningIn(word: string, { statuses }: Pick<ImportMapping, 'statuses'>): StatusMeaning | null {
  const said = Object.hasOwn(statuses, word) ? statuses[word] : undefined
  return statusMeanings.find((meaning) => meaning === said) ?? meaningOfStatus(word)
}
