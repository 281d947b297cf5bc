import { type AuditArea, auditAreas } from '../../../../src/contract/audit-words.ts'
import { oneOf, onlySet, type RawSearch, textOf } from '../../../ui/selection/search-values.ts'

export const auditPeriods = ['day', 'week', 'month', 'year'] as const
export type AuditPeriod = (typeof auditPeriods)[number]

/** What the page of the audit log is set to, as it stands in its address. */
export interface AuditSearch {
  readonly q?: string | undefined
  readonly area?: AuditArea | undefined
  /** All time unless said otherwise. */
  readonly period?: AuditPeriod | undefined
  /** The entry whose details are open. */
  readonly open?: string | undefined
}

const maxSearchLength = 200
const maxIdLength = 100

export function parseAuditSearch(raw: RawSearch): AuditSearch {
  return onlySet({
    q: textOf(raw['q'], maxSearchLength) || undefined,
    area: oneOf(auditAreas, raw['area']),
    period: oneOf(auditPeriods, raw['period']),
    open: textOf(raw['open'], maxIdLength) || undefined,
  })
}
