import type { Rate } from '../../../../src/contract/index.ts'
import { type RateUnit, rateUnits } from '../../../../src/contract/money-words.ts'
import type { Language } from '../../../../src/messages/index.ts'
import { type AmountProblem, parseAmount } from '../../../ui/money/parse-amount.ts'
import { type DraftEdits, type KeptDraft, type RateField, type TypedRate, typedAt } from './draft-edits.ts'

export type RateProblem =
  | 'channel'
  | 'kind'
  | 'destination'
  | 'unit_not_for_channel'
  | 'increment'
  | 'duplicate'
  | `price_${AmountProblem}`

/** What is wrong with a row: the field, and why. */
export interface RateFault {
  readonly field: RateField
  readonly problem: RateProblem
}

const word = /^[a-z0-9][a-z0-9_-]{0,49}$/
const destinationPattern = /^(?:any|[A-Z]{2}|\d{3}-\d{2,3}|\+[1-9]\d{0,14})$/
const maxIncrementS = 3_600
const maxPriceDigits = 7
const maxPricePlaces = 6
/** Channel of calls: the only one whose items have a duration. */
const callChannel = 'call'

export function isByTime(unit: string): boolean {
  return unit === 'second' || unit === 'minute'
}

/** The faults of the edited rows by their keys. Rows that the server has kept were right when it took them. */
export function checkDraft(
  kept: KeptDraft,
  keptKeys: ReadonlyMap<string, number>,
  edits: DraftEdits,
  language: Language,
): ReadonlyMap<number, RateFault> {
  const faults = new Map<number, RateFault>()
  const seen = new Map<string, number>()
  for (const [key, typed] of edits.changed) {
    if (edits.removed.has(key)) continue
    const fault = faultOf(typed, language) ?? duplicateOf(key, typed)
    if (fault) faults.set(key, fault)
  }
  return faults

  function duplicateOf(key: number, typed: TypedRate): RateFault | undefined {
    const name = nameOf(typed)
    const other = keptKeys.get(name)
    const isKeptElsewhere =
      other !== undefined && other !== key && !edits.removed.has(other) && !edits.changed.has(other)
    const isSeen = seen.has(name)
    seen.set(name, key)
    return isKeptElsewhere || isSeen ? { field: 'destination', problem: 'duplicate' } : undefined
  }
}

function faultOf(typed: TypedRate, language: Language): RateFault | undefined {
  if (!word.test(typed.channel.trim())) return { field: 'channel', problem: 'channel' }
  const kind = typed.kind.trim()
  if (kind !== '' && !word.test(kind)) return { field: 'kind', problem: 'kind' }
  if (!destinationPattern.test(destinationOf(typed))) return { field: 'destination', problem: 'destination' }
  if (isByTime(typed.unit) && typed.channel.trim() !== callChannel)
    return { field: 'unit', problem: 'unit_not_for_channel' }
  const price = parsePrice(typed.price, language)
  if (!price.ok) return { field: 'price', problem: `price_${price.problem}` }
  if (!isByTime(typed.unit)) return undefined
  for (const field of ['first_increment_s', 'increment_s'] as const)
    if (typed[field].trim() !== '' && incrementOf(typed[field]) === undefined)
      return { field, problem: 'increment' }
  return undefined
}

function parsePrice(text: string, language: Language) {
  return parseAmount(text, {
    language,
    places: maxPricePlaces,
    sign: 'not_negative',
    maxDigits: maxPriceDigits,
  })
}

/** Countries may be typed in small letters, `any` in capitals, prefixes with spaces. */
function destinationOf(typed: TypedRate): string {
  const text = typed.destination.replace(/\s/g, '')
  if (/^any$/i.test(text)) return 'any'
  return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : text
}

function incrementOf(text: string): number | undefined {
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  return seconds >= 1 && seconds <= maxIncrementS ? seconds : undefined
}

function nameOf(typed: TypedRate): string {
  return `${typed.channel.trim()}|${typed.kind.trim()}|${destinationOf(typed)}`
}

/** Where each rate of the server stands, by what it is for: there is one for each channel, kind and destination. */
export function keysOfRates(rates: readonly Rate[]): ReadonlyMap<string, number> {
  return new Map(
    rates.map(({ channel, kind, destination }, key) => [`${channel}|${kind ?? ''}|${destination}`, key]),
  )
}

export interface SentDraft {
  readonly rates: Rate[]
  readonly charge_on: Record<string, 'sent' | 'delivered'>
  /** Which row each sent rate comes from, as the server names faults by their place. */
  readonly keys: readonly number[]
}

/** The whole draft as the API wants it. Only for one without faults. */
export function toApiDraft(kept: KeptDraft, edits: DraftEdits, language: Language): SentDraft {
  const keptKeys = kept.rates.map((_, key) => key).filter((key) => !edits.removed.has(key))
  const keys = [...keptKeys, ...edits.added.toReversed()]
  const rates = keys.map((key) => {
    const rate = kept.rates[key]
    return rate && !edits.changed.has(key) ? rate : toApiRate(typedAt(kept, edits, key, language), language)
  })
  return { rates, keys, charge_on: { ...kept.charge_on, ...edits.moments } }
}

function toApiRate(typed: TypedRate, language: Language): Rate {
  const price = parsePrice(typed.price, language)
  if (!price.ok) throw new Error(`a price was used before it was checked: ${price.problem}`)
  const kind = typed.kind.trim()
  const first = incrementOf(typed.first_increment_s)
  const step = incrementOf(typed.increment_s)
  const isTimed = isByTime(typed.unit)
  return {
    channel: typed.channel.trim(),
    kind: kind === '' ? null : kind,
    destination: destinationOf(typed),
    unit: unitOf(typed.unit),
    price: price.amount,
    ...(isTimed && first !== undefined ? { first_increment_s: first } : {}),
    ...(isTimed && step !== undefined ? { increment_s: step } : {}),
  }
}

function unitOf(text: string): RateUnit {
  return rateUnits.find((unit) => unit === text) ?? 'message'
}
