import type { Company, MetricsQuery, MetricsResult } from '../contract/index.ts'
import type { Clock, Result } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import { catalogue } from './catalogue/catalogue.ts'
import type { PlanContext } from './plan/plan-query.ts'
import { defaultTimeOuts, type TimeOuts } from './plan/timed-out-sql.ts'
import { type QueryFailure, runQuery } from './run/run-query.ts'

export interface MetricsOptions {
  readonly facts: Pick<Facts, 'forCompany'>
  readonly clock: Clock
  /** Those of METRICS.md by default. */
  readonly timeOuts?: TimeOuts
}

/** Every number of the pages and the API, and the messages behind it. */
export interface Metrics {
  readonly catalogue: typeof catalogue
  query(company: Company, query: MetricsQuery): Promise<Result<MetricsResult, QueryFailure>>
}

export function createMetrics({ facts, clock, timeOuts = defaultTimeOuts }: MetricsOptions): Metrics {
  const contextOf = (company: Company): PlanContext => ({ company, asOfMs: clock(), timeOuts })
  return {
    catalogue,
    query: (company, query) => runQuery(facts.forCompany(company.id), query, contextOf(company)),
  }
}
