import type { ChargeMoment, Rate } from '../../../../src/contract/index.ts'
import { rateUnits } from '../../../../src/contract/money-words.ts'
import type { Language } from '../../../../src/messages/index.ts'
import { typedAmount } from '../../../ui/money/parse-amount.ts'

export const rateFields = [
  'channel',
  'kind',
  'destination',
  'unit',
  'price',
  'first_increment_s',
  'increment_s',
] as const
export type RateField = (typeof rateFields)[number]

/** A rate as it is typed: every field a text, which may not be right yet. */
export type TypedRate = Readonly<Record<RateField, string>>

export type ChargeOn = Readonly<Record<string, ChargeMoment>>

/** A draft as the server has it. */
export interface KeptDraft {
  readonly rates: readonly Rate[]
  readonly charge_on: ChargeOn
}

/**
 * What was changed and not saved yet. A rate of the server goes by its place in the list, a new one by a number beyond all
 * of those.
 */
export interface DraftEdits {
  readonly changed: ReadonlyMap<number, TypedRate>
  readonly removed: ReadonlySet<number>
  /** The newest first. */
  readonly added: readonly number[]
  /** Moments of charging that differ from what the server has. */
  readonly moments: ChargeOn
  readonly nextKey: number
}

export function noEdits(kept: KeptDraft): DraftEdits {
  return {
    changed: new Map(),
    removed: new Set(),
    added: [],
    moments: {},
    nextKey: kept.rates.length,
  }
}

const blankRate: TypedRate = {
  channel: '',
  kind: '',
  destination: '',
  unit: rateUnits[0],
  price: '',
  first_increment_s: '',
  increment_s: '',
}

/** A rate of the server as its fields show it. */
export function typedRate(rate: Rate, language: Language): TypedRate {
  return {
    channel: rate.channel,
    kind: rate.kind ?? '',
    destination: rate.destination,
    unit: rate.unit,
    price: typedAmount(rate.price, language),
    first_increment_s: rate.first_increment_s?.toString() ?? '',
    increment_s: rate.increment_s?.toString() ?? '',
  }
}

/** What the fields of a row hold now. */
export function typedAt(kept: KeptDraft, edits: DraftEdits, key: number, language: Language): TypedRate {
  const changed = edits.changed.get(key)
  if (changed) return changed
  const rate = kept.rates[key]
  return rate ? typedRate(rate, language) : blankRate
}

/** A text put into a field; a row that is again as the server has it counts as not changed. */
export function editRate(
  kept: KeptDraft,
  edits: DraftEdits,
  edit: { readonly key: number; readonly field: RateField; readonly text: string },
  language: Language,
): DraftEdits {
  const { key, field, text } = edit
  const next = { ...typedAt(kept, edits, key, language), [field]: text }
  const changed = new Map(edits.changed)
  const rate = kept.rates[key]
  if (rate && isSame(next, typedRate(rate, language))) changed.delete(key)
  else changed.set(key, next)
  return { ...edits, changed }
}

/** A new row at the top, with the channel and unit of the one before: lists are written in runs. */
export function addRate(edits: DraftEdits, like: Partial<TypedRate> = {}): DraftEdits {
  const last = edits.added[0] === undefined ? undefined : edits.changed.get(edits.added[0])
  const key = edits.nextKey
  const typed: TypedRate = {
    ...blankRate,
    channel: last?.channel ?? '',
    unit: last?.unit ?? blankRate.unit,
    ...like,
  }
  return {
    ...edits,
    changed: new Map(edits.changed).set(key, typed),
    added: [key, ...edits.added],
    nextKey: key + 1,
  }
}

/** Takes a row out. One that the server has stays in sight, crossed out; a new one is gone. */
export function removeRate(edits: DraftEdits, key: number): DraftEdits {
  if (!edits.added.includes(key)) return { ...edits, removed: new Set(edits.removed).add(key) }
  const changed = new Map(edits.changed)
  changed.delete(key)
  return { ...edits, changed, added: edits.added.filter((one) => one !== key) }
}

export function restoreRate(edits: DraftEdits, key: number): DraftEdits {
  const removed = new Set(edits.removed)
  removed.delete(key)
  return { ...edits, removed }
}

export function setMoment(
  kept: KeptDraft,
  edits: DraftEdits,
  channel: string,
  moment: ChargeMoment,
): DraftEdits {
  const { [channel]: before, ...others } = edits.moments
  void before
  const isAsKept = (Object.hasOwn(kept.charge_on, channel) ? kept.charge_on[channel] : 'sent') === moment
  return { ...edits, moments: isAsKept ? others : { ...others, [channel]: moment } }
}

export interface ChangeCounts {
  readonly changed: number
  readonly added: number
  readonly removed: number
  readonly moments: number
}

export function changeCounts(edits: DraftEdits): ChangeCounts {
  const added = new Set(edits.added)
  const changed = [...edits.changed.keys()].filter((key) => !added.has(key) && !edits.removed.has(key))
  return {
    changed: changed.length,
    added: added.size,
    removed: edits.removed.size,
    moments: Object.keys(edits.moments).length,
  }
}

export function hasEdits(edits: DraftEdits): boolean {
  return Object.values(changeCounts(edits)).some((count) => count > 0)
}

function isSame(one: TypedRate, other: TypedRate): boolean {
  return rateFields.every((field) => one[field] === other[field])
}
