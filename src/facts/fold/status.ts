import { progressRank } from '../../contract/index.ts'
import type { Columns } from './columns.ts'

const nameOfProgress = `transform(progress, [${Object.values(progressRank).join(', ')}], [${Object.keys(
  progressRank,
)
  .map((name) => `'${name}'`)
  .join(', ')}], 'unknown')`

/** Derived from one message's aggregates; each may use those before it. */
export const statusColumns: Columns = {
  status: `multiIf(
    notEmpty(standing), verdict.3,
    progress >= 50, ${nameOfProgress},
    unconfirmed, 'unconfirmed',
    ${nameOfProgress})`,
  conflict: "(status IN ('delivered', 'read') AND notEmpty(all_negatives)) OR notEmpty(bounces)",
}
