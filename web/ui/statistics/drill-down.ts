import { createContext, use } from 'react'
import type { MetricName } from '../../../src/contract/index.ts'
import type { MetricsQuestion } from '../../api/metrics-query.ts'

/** What a place of a chart or table adds to the page's own selection. */
export interface DrillDown {
  readonly metric?: MetricName
  /** Values of filters by name, as they stand in an address. */
  readonly filters?: Readonly<Record<string, readonly (string | number)[]>>
  readonly fromMs?: number
  readonly toMs?: number
}

/** What cards do that depends on the page that they are on. */
export interface StatisticsPage {
  /** Opens the items behind a number. */
  readonly openItems: (drill: DrillDown) => void
  /** What cards call that in their menu. */
  readonly itemsLabel: string
  /** Period, zone and filters in one line, for pictures that stand alone. */
  readonly selectionText: string
  /** What the form of a new report begins with for a card's question; undefined where no report has these rows. */
  readonly reportSearch: (question: MetricsQuestion) => object | undefined
}

export const StatisticsPageContext = createContext<StatisticsPage | null>(null)

export function useStatisticsPage(): StatisticsPage {
  const page = use(StatisticsPageContext)
  if (page === null) throw new Error('useStatisticsPage needs a StatisticsPageContext above it')
  return page
}
