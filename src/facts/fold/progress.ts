import { progressRank } from '../../contract/index.ts'
import type { Columns } from './columns.ts'
import { never, withSourceInverted } from './moment.ts'

/** Rank of one event: the step's number, which is its rank for progress steps; opens by machines have none. */
export const rankOfEvent = `if(step BETWEEN ${progressRank.accepted} AND ${progressRank.read} AND NOT (step = 'read' AND machine), toInt8(step), 0)`

/** Per part of a message (0 = events about the whole of it). */
export const partProgress: Columns = {
  part_rank: 'max(rank)',
  stated_parts: 'max(parts)',
}

/** Per message, over its parts. */
export const messageProgress: Columns = {
  whole_rank: 'maxIf(part_rank, part = 0)',
  top_rank: 'max(part_rank)',
  lowest_part_rank: 'minIf(part_rank, part > 0)',
  seen_parts: 'countIf(part > 0)',
  parts_known: 'greatest(max(stated_parts), max(part))',
  whole_delivered: `min(if(part = 0, delivered_moment, ${never}))`,
  last_part_delivered_inverted: `maxIf(${withSourceInverted('delivered_moment')}, part > 0)`,
}

/** P of the rules: number of parts, at least one. */
const partCount = 'greatest(parts_known, 1)'

/**
 * Smallest Rp over all parts: a part's rank is at least that of whole events, and a part without events of its
 * own has just that.
 */
const weakestPartRank = `if(seen_parts < ${partCount}, whole_rank, greatest(whole_rank, lowest_part_rank))`

/** When the last part arrived by reports of its own; never, while a part has none. */
const lastPartDelivered = `if(seen_parts < ${partCount}, ${never}, ${withSourceInverted('last_part_delivered_inverted')})`

const weakestRank = { divided: 'seen_parts > 0', weakest_part_rank: weakestPartRank }

/** Divided: all parts arrived, or it is at most with the carrier. */
const progress = `multiIf(NOT divided, top_rank, weakest_part_rank >= ${progressRank.delivered}, weakest_part_rank,
    least(top_rank, ${progressRank.carrier_delivered}))`

/** Divided: every part has a time of its own or that of the whole; the last of them counts. */
const arrivedMoment = `multiIf(progress < ${progressRank.delivered}, ${never}, NOT divided, delivered_first,
    least(whole_delivered, ${lastPartDelivered}))`

/** Derived from one message's aggregates. */
export const progressLayers: readonly Columns[] = [
  weakestRank,
  { progress },
  { arrived_moment: arrivedMoment },
]
