import { type LatencyBandMs, latencyBandsMs } from '../../../src/contract/metric-words.ts'
import { isTimeZone, type PeriodPreset, periodPresets } from '../../../src/core/time/index.ts'
import {
  instantOf,
  numbersOf,
  oneOf,
  onlySet,
  type RawSearch,
  textOf,
  textsOf,
  wholeNumbersOf,
} from './search-values.ts'

/** Filters that stand in the address by their own names, several values each. */
export const filterNames = [
  'channel',
  'status',
  'connection',
  'sender',
  'country',
  'network',
  'campaign',
  'template',
  'kind',
  'error',
] as const
export type FilterName = (typeof filterNames)[number]

/** Filters whose values are numbers: they come from a place of a chart, not from a list of values. */
export const placeNames = ['weekday', 'hour', 'latency'] as const
export type PlaceName = (typeof placeNames)[number]

/** Takes every filter off. */
export const noFilters: Readonly<Record<FilterName | PlaceName, undefined>> = Object.fromEntries(
  [...filterNames, ...placeNames].map((name) => [name, undefined]),
) as Record<FilterName | PlaceName, undefined>

/** Whether a selection has any filter. */
export function isFiltered(search: SelectionSearch): boolean {
  return [...filterNames, ...placeNames].some((name) => search[name]?.length)
}

/** In an address, the value of a filter that means "not known" (null in the API). */
export const notKnownValue = ''

/**
 * What is looked at: a period and filters. Every statistics page and the message list hold it in their address, so a
 * link reproduces the page. Values that make no sense are left out rather than refused: an old link still opens.
 */
export interface SelectionSearch extends Partial<Record<FilterName, string[] | undefined>> {
  /** A named period; `from` and `to` go before it. */
  readonly period?: PeriodPreset | undefined
  /** RFC 3339 instants with offset. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** ISO weekdays, Monday = 1. */
  readonly weekday?: number[] | undefined
  /** Local hours of the day. */
  readonly hour?: number[] | undefined
  /** Bands of the delivery time, by their lower bounds in ms. */
  readonly latency?: LatencyBandMs[] | undefined
}

export function parseSelectionSearch(raw: RawSearch): SelectionSearch {
  const filters = filterNames.map((name) => [name, textsOf(raw[name])] as const)
  return onlySet({
    period: oneOf(periodPresets, raw['period']),
    from: instantOf(raw['from']),
    to: instantOf(raw['to']),
    ...(Object.fromEntries(filters) as Partial<Record<FilterName, string[] | undefined>>),
    weekday: wholeNumbersOf(raw['weekday'], 1, 7),
    hour: wholeNumbersOf(raw['hour'], 0, 23),
    latency: numbersOf(latencyBandsMs, raw['latency']),
  })
}

/** A selection with the zone that the page may be turned to. */
export interface ZonedSelectionSearch extends SelectionSearch {
  /** Another zone than the company's, by its IANA name. */
  readonly zone?: string | undefined
}

const maxZoneLength = 64

export function parseZonedSelectionSearch(raw: RawSearch): ZonedSelectionSearch {
  const zone = textOf(raw['zone'], maxZoneLength)
  return onlySet({
    ...parseSelectionSearch(raw),
    zone: zone !== undefined && isTimeZone(zone) ? zone : undefined,
  })
}
