import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rate } from '../../../../src/contract/index.ts'
import { rateSchema } from '../../../../src/contract/prices.ts'
import { checkDraft, keysOfRates, toApiDraft } from './check-draft.ts'
import {
  addRate,
  changeCounts,
  type DraftEdits,
  editRate,
  hasEdits,
  noEdits,
  type RateField,
  removeRate,
  restoreRate,
  setMoment,
  typedAt,
} from './draft-edits.ts'

const sms: Rate = { channel: 'sms', kind: null, destination: 'DE', unit: 'segment', price: '0.07' }
const ads: Rate = { ...sms, kind: 'advertising', price: '0.0812' }
const kept = { rates: [sms, ads], charge_on: { sms: 'delivered' as const } }
const keys = keysOfRates(kept.rates)

const edit = (edits: DraftEdits, key: number, field: RateField, text: string): DraftEdits =>
  editRate(kept, edits, { key, field, text }, 'en')
const newRate = (edits: DraftEdits, fields: Partial<Record<RateField, string>>): DraftEdits =>
  addRate(edits, fields)
const faultsOf = (edits: DraftEdits) => [...checkDraft(kept, keys, edits, 'en')]

describe('edits of a draft', () => {
  test('a text that is put back is no change', () => {
    const changed = edit(noEdits(kept), 0, 'price', '0.08')
    expect(changeCounts(changed)).toEqual({ changed: 1, added: 0, removed: 0, moments: 0 })
    expect(hasEdits(edit(changed, 0, 'price', '0.07'))).toBe(false)
  })

  test('a removed rate can be brought back with what was typed into it; a new one is gone', () => {
    const removed = removeRate(edit(noEdits(kept), 1, 'price', '0.09'), 1)
    expect(changeCounts(removed)).toMatchObject({ changed: 0, removed: 1 })
    expect(typedAt(kept, restoreRate(removed, 1), 1, 'en').price).toBe('0.09')
    const added = newRate(noEdits(kept), {})
    expect(hasEdits(removeRate(added, added.added[0] ?? -1))).toBe(false)
  })

  test('a new rate begins with the channel and unit of the one before', () => {
    const edits = addRate(newRate(noEdits(kept), { channel: 'viber', unit: 'message' }))
    expect(typedAt(kept, edits, edits.added[0] ?? -1, 'en')).toMatchObject({ channel: 'viber', price: '' })
  })

  test('a moment of charging that is put back is no change, the default included', () => {
    const edits = setMoment(kept, setMoment(kept, noEdits(kept), 'sms', 'sent'), 'viber', 'delivered')
    expect(edits.moments).toEqual({ sms: 'sent', viber: 'delivered' })
    const back = setMoment(kept, setMoment(kept, edits, 'sms', 'delivered'), 'viber', 'sent')
    expect(hasEdits(back)).toBe(false)
  })
})

describe('the check of a draft', () => {
  const right = { channel: 'sms', destination: 'AT', unit: 'segment', price: '0.05' }
  const asNew = (fields: Partial<Record<RateField, string>>) =>
    faultsOf(newRate(noEdits(kept), { ...right, ...fields })).map(([, fault]) => fault.problem)

  test.each([
    [{}, []],
    [{ destination: 'at' }, []],
    [{ destination: ' +43 664 ' }, []],
    [{ destination: 'Any' }, []],
    [{ destination: 'Austria' }, ['destination']],
    [{ destination: '+0664' }, ['destination']],
    [{ channel: 'S M S' }, ['channel']],
    [{ channel: '' }, ['channel']],
    [{ kind: 'ad!' }, ['kind']],
    [{ price: '' }, ['price_missing']],
    [{ price: '-1' }, ['price_negative']],
    [{ price: '0' }, []],
    [{ price: '0.0000001' }, ['price_too_fine']],
    [{ price: '12345678' }, ['price_too_large']],
    [{ unit: 'minute' }, ['unit_not_for_channel']],
    [{ channel: 'call', unit: 'minute', increment_s: '0' }, ['increment']],
    [{ channel: 'call', unit: 'minute', increment_s: '6', first_increment_s: '30' }, []],
    [{ destination: 'DE' }, ['duplicate']],
  ])('of a new rate with %j: %j', (fields, problems) => {
    expect(asNew(fields)).toEqual(problems)
  })

  test('two new rates for the same are one too many', () => {
    expect(faultsOf(newRate(newRate(noEdits(kept), right), right))).toHaveLength(1)
  })

  test('a rate may take the place of one that was removed or became another', () => {
    const asFirst = { ...right, destination: 'DE' }
    expect(faultsOf(newRate(removeRate(noEdits(kept), 0), asFirst))).toEqual([])
    expect(faultsOf(newRate(edit(noEdits(kept), 0, 'destination', 'CH'), asFirst))).toEqual([])
  })

  test('what has no faults is what the API takes, to the last digit', () => {
    const destinations = ['any', 'FR', '262-01', '+33', '+49151']
    fc.assert(
      fc.property(
        fc.constantFrom(...destinations),
        fc.nat(9_999_999),
        fc.nat(999_999),
        fc.constantFrom('en' as const, 'ru' as const),
        (destination, whole, micros, language) => {
          const mark = language === 'ru' ? ',' : '.'
          const price = `${whole}${mark}${micros.toString().padStart(6, '0')}`
          const edits = newRate(noEdits(kept), { ...right, channel: 'viber', destination, price })
          expect(checkDraft(kept, keys, edits, language).size).toBe(0)
          const { rates } = toApiDraft(kept, edits, language)
          expect(rates.map((rate) => rateSchema.safeParse(rate).success)).toEqual([true, true, true])
          expect(rates.at(-1)?.price.replace('.', '')).toBe(
            micros === 0 ? String(whole) : `${whole}${micros.toString().padStart(6, '0').replace(/0+$/, '')}`,
          )
        },
      ),
    )
  })
})

test('the sent draft is everything that is left, and says which row each rate comes from', () => {
  const edits = newRate(removeRate(setMoment(kept, noEdits(kept), 'push', 'delivered'), 0), {
    channel: 'push',
    kind: 'service',
    destination: 'any',
    price: '0.000395',
  })
  expect(toApiDraft(kept, edits, 'en')).toEqual({
    rates: [
      ads,
      { channel: 'push', kind: 'service', destination: 'any', unit: 'message', price: '0.000395' },
    ],
    keys: [1, 2],
    charge_on: { sms: 'delivered', push: 'delivered' },
  })
})
