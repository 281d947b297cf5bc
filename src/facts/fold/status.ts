import { progressRank } from '../../contract/index.ts'
import type { Columns } from './columns.ts'

const nameOfProgress = `transform(progress, [${Object.values(progressRank).join(', ')}], [${Object.keys(
  progressRank,
)
  .map((name) => `'${name}'`)
  .join(', ')}], 'unknown')`

const status = `multiIf(
    notEmpty(standing), verdict.3,
    progress >= ${progressRank.delivered}, ${nameOfProgress},
    unconfirmed, 'unconfirmed',
    ${nameOfProgress})`

const conflict = "(status IN ('delivered', 'read') AND notEmpty(all_negatives)) OR notEmpty(bounces)"

/** Derived from progress and the negatives that stand. */
export const statusLayers: readonly Columns[] = [{ status }, { conflict }]
