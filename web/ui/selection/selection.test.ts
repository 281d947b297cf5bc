import { describe, expect, test } from 'vitest'
import { periodOf, toApiFilters, toApiPeriod } from './selection.ts'
import { parseSelectionSearch } from './selection-search.ts'

const zone = 'Europe/Berlin'
const nowMs = Date.parse('2026-11-23T10:00:00Z')

describe('a selection in the address', () => {
  test('what makes no sense is left out, the rest is kept', () => {
    const search = parseSelectionSearch({
      period: 'sometimes',
      from: 'yesterday',
      channel: 'sms',
      hour: ['9', '99'],
    })
    expect(search).toEqual({ channel: ['sms'], hour: [9] })
  })

  test('stated instants go before a named period', () => {
    const search = parseSelectionSearch({
      period: 'today',
      from: '2026-09-01T00:00:00+02:00',
      to: '2026-10-01T00:00:00+02:00',
    })
    expect(toApiPeriod(periodOf(search, zone, nowMs), zone)).toEqual({
      from: '2026-09-01T00:00:00+02:00',
      to: '2026-10-01T00:00:00+02:00',
      time_zone: zone,
    })
  })

  test('a period that ends before it begins is no period', () => {
    const search = parseSelectionSearch({
      period: 'today',
      from: '2026-10-01T00:00:00+02:00',
      to: '2026-09-01T00:00:00+02:00',
    })
    expect(toApiPeriod(periodOf(search, zone, nowMs), zone).from).toBe('2026-11-23T00:00:00+01:00')
  })

  test('an empty filter value asks for what is not known', () => {
    expect(toApiFilters(parseSelectionSearch({ network: ['', '262-01'] }))).toEqual({
      network: [null, '262-01'],
    })
    expect(toApiFilters(parseSelectionSearch({}))).toBeUndefined()
  })
})
