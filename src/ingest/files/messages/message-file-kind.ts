import { type ImportMapping, messageFields, statusMeanings } from '../../../contract/index.ts'
import { type Clock, isUuid } from '../../../core/index.ts'
import type { FileKind, MappingProblem } from '../file-kind.ts'
import { channelOf } from './channel-words.ts'
import { countryOf } from './country-words.ts'
import { kindOf } from './kind-words.ts'
import { messageFileFields } from './message-file-fields.ts'
import { createMessageMapper } from './message-row.ts'
import { messageDateFields } from './row-dates.ts'
import { meaningIn } from './status-meaning.ts'

/** Logs of messages, of any channel. */
export function messageFileKind(clock: Clock): FileKind {
  return {
    kind: 'messages',
    fields: messageFileFields,
    dateFields: messageDateFields,
    priceFields: ['price'],
    statusField: { name: 'status', meanings: statusMeanings },
    meaningOf: meaningIn,
    guessFixed,
    problemOf,
    createMapper: (mapping) => createMessageMapper(mapping, clock()),
  }
}

/** Where no column says it, the addresses do: numbers are those of SMS, unless a person says otherwise. */
function guessFixed(
  columns: Readonly<Record<string, number>>,
  sample: readonly (readonly string[])[],
): Record<string, string> {
  const column = columns['recipient']
  if (columns['channel'] !== undefined || column === undefined) return {}
  const addresses = sample.flatMap((cells) => cells[column - 1] ?? []).filter((address) => address !== '')
  if (addresses.length === 0 || addresses.some((address) => /@|^[a-z]+:/i.test(address))) return {}
  return { channel: 'sms' }
}

function problemOf({ columns, fixed, statuses }: ImportMapping): MappingProblem | null {
  const known: readonly string[] = messageFields
  const fixable = new Set(messageFileFields.flatMap(({ name, mayBeFixed }) => (mayBeFixed ? [name] : [])))
  const unknown = Object.keys(columns).find((field) => !known.includes(field))
  if (unknown !== undefined) return { code: 'unknown_field', field: unknown }
  const unfixable = Object.keys(fixed).find((field) => !fixable.has(field))
  if (unfixable !== undefined) return { code: 'unknown_field', field: unfixable }
  const wrong = Object.entries(fixed).find(([field, value]) => value !== '' && !isFixedValue(field, value))
  if (wrong) return { code: 'invalid_fixed', field: wrong[0] }
  if (columns['recipient'] === undefined) return { code: 'missing_field', field: 'recipient' }
  const hasDate =
    messageDateFields.some((field) => columns[field] !== undefined) || columns['receipt'] !== undefined
  if (!hasDate) return { code: 'missing_date', field: null }
  const meanings: readonly string[] = statusMeanings
  const odd = Object.values(statuses).find((meaning) => !meanings.includes(meaning))
  return odd === undefined ? null : { code: 'unknown_meaning', field: 'status' }
}

function isFixedValue(field: string, value: string): boolean {
  switch (field) {
    case 'channel':
      return channelOf(value) !== null
    case 'currency':
      return /^[A-Za-z]{3}$/.test(value)
    case 'country':
      return countryOf(value) !== null
    case 'connection_id':
      return isUuid(value.toLowerCase())
    case 'kind':
      return kindOf(value) !== null
    default:
      return true
  }
}
