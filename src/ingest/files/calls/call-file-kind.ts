import { callFields, type ImportMapping, wellKnownCallResults } from '../../../contract/index.ts'
import type { FileKind, MappingProblem } from '../file-kind.ts'
import { callFileFields } from './call-file-fields.ts'
import { createCallMapper } from './call-row.ts'
import { readDirection, resultIn } from './call-words.ts'

/** Call records, of any telephone system. */
export const callFileKind: FileKind = {
  kind: 'calls',
  fields: callFileFields,
  dateFields: ['started_at', 'answered_at', 'ended_at'],
  priceFields: ['cost'],
  statusField: { name: 'result', meanings: wellKnownCallResults },
  meaningOf: (word, mapping) => resultIn(word, false, mapping),
  guessFixed: () => ({}),
  problemOf,
  createMapper: createCallMapper,
}

/** Of those in one list one is enough; the last one is what a row without them lacks. */
const required = [['call_id'], ['started_at'], ['duration', 'ended_at']] as const

function problemOf({ columns, fixed, statuses }: ImportMapping): MappingProblem | null {
  const known: readonly string[] = callFields
  const fixable = new Set(callFileFields.flatMap(({ name, mayBeFixed }) => (mayBeFixed ? [name] : [])))
  const unknown =
    Object.keys(columns).find((field) => !known.includes(field)) ??
    Object.keys(fixed).find((field) => !fixable.has(field))
  if (unknown !== undefined) return { code: 'unknown_field', field: unknown }
  const { direction = '', currency = '' } = fixed
  if (direction !== '' && readDirection(direction) === null)
    return { code: 'invalid_fixed', field: 'direction' }
  if (currency !== '' && !/^[A-Za-z]{3}$/.test(currency)) return { code: 'invalid_fixed', field: 'currency' }
  const missing = required.find((fields) => fields.every((field) => columns[field] === undefined))
  if (missing) return { code: 'missing_field', field: missing.at(-1) ?? null }
  const meanings: readonly string[] = wellKnownCallResults
  const odd = Object.values(statuses).find((meaning) => !meanings.includes(meaning))
  return odd === undefined ? null : { code: 'unknown_meaning', field: 'result' }
}
