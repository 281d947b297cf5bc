import {
  type ChatMeasure,
  type ChatTerms,
  count,
  countOfWhole,
  percentiles,
  percentilesOfArrays,
  sum,
  wholeOf,
} from './chat-measure.ts'
import { type ChatSource, opened } from './chat-source.ts'

/** What the samples of a source come to under a question's terms. */
export interface MeasuredDurations {
  readonly samples: ChatMeasure
  readonly sum: ChatMeasure
  readonly percentiles: ChatMeasure
  /** In business time: samples without a calendar. */
  readonly unmeasured: readonly ChatMeasure[]
}

export function measuredDurations(source: ChatSource, terms: ChatTerms): MeasuredDurations {
  return terms.wholeChats && source.whole ? ofWholeChats(source, terms) : ofSingleItems(source, terms)
}

/** Items of a source without a duration, each counted once. */
export function itemsOf(source: ChatSource, { wholeChats }: ChatTerms): ChatMeasure {
  return wholeChats && source.whole ? countOfWhole(source) : count(source)
}

function ofWholeChats(source: ChatSource, { business }: ChatTerms): MeasuredDurations {
  const { items, ms, businessMs } = wholeOf(source)
  const measured = business ? businessMs : ms
  return {
    samples: sum(opened, business ? `length(${measured})` : items),
    sum: sum(opened, `arraySum(${measured})`),
    percentiles: percentilesOfArrays(opened, measured),
    unmeasured: business ? [sum(opened, `toInt64(${items}) - toInt64(length(${measured}))`)] : [],
  }
}

function ofSingleItems(source: ChatSource, { business }: ChatTerms): MeasuredDurations {
  const when = isMeasured(source, business)
  const ms = durationMs(source, business)
  return {
    samples: count(source, ...when),
    sum: sum(source, ms, ...when),
    percentiles: percentiles(source, ms, ...when),
    unmeasured: business ? [count(source, `NOT (${source.isBusinessKnown})`)] : [],
  }
}

/** In business time, samples without a calendar are left out. */
export function isMeasured(source: ChatSource, business: boolean): readonly string[] {
  return business ? [source.isBusinessKnown] : []
}

export function durationMs({ durationMs: elapsed, businessMs }: ChatSource, business: boolean): string {
  const ms = business ? businessMs : elapsed
  if (ms === null) throw new Error('What has no duration is not measured.')
  return ms
}
