/*
 * The leanest statements known for the numbers of chats: no FINAL, no tombstones, only the columns that are needed. They bind `company`,
 * the period as hours UTC (`from`, `to`) and as milliseconds (`from_ms`, `to_ms`), and the moment of asking (`now_ms`).
 */

/** A step of time. */
export interface Bucket {
  /** Of a chat, by the hour of its opening. */
  readonly by: string
  readonly of: (moment: string) => string
  /** The same in PostgreSQL. */
  readonly pg: string
}

type By = string | null

const opened = `company_id = {company:UUID} AND opened_hour >= {from:DateTime('UTC')} AND opened_hour < {to:DateTime('UTC')}`
const none = `toDateTime64(0, 3, 'UTC')`
const now = `fromUnixTimestamp64Milli({now_ms:Int64}, 'UTC')`
const end = `least(fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC'), ${now})`
const bandStarts = '[0, 15000, 30000, 60000, 120000, 300000, 600000, 1800000, 3600000, 14400000, 86400000]'

function select(by: By, columns: string, where = opened, unfolded = ''): string {
  const [key, grouped] = by === null ? ['', ''] : [`${by} AS k, `, ' GROUP BY k']
  const join = unfolded === '' ? '' : ` ARRAY JOIN ${unfolded}`
  return `SELECT ${key}${columns} FROM chats${join} WHERE ${where}${grouped}`
}

/** Chats opened, by nothing but columns of their rows. */
export function plain(keys: readonly string[]): string {
  return `SELECT ${keys.join(', ')}, count() FROM chats WHERE ${opened} GROUP BY ${keys.join(', ')}`
}

const unanswered = `unanswered_since IS NOT NULL AND (is_open = 0 OR unanswered_since < ${now} - INTERVAL 24 HOUR)`

export function chatCounts(by: By): string {
  return select(
    by,
    `count(), countIf(first_closed_at IS NOT NULL), countIf(length(cycle_ms) > 1), countIf(${unanswered}), countIf(customer_messages > 0),
    countIf(contact = 'bot_only'), countIf(contact = 'handed_over'), countIf(contact = 'operator'), uniqExactIf(customer_id, customer_id != ''),
    sum(customer_messages), sum(operator_messages), sum(bot_messages)`,
  )
}

export function firstResponses(by: By): string {
  return select(
    by,
    `count(), countIf(${unanswered}), quantilesExactIf(0.5, 0.9)(assumeNotNull(first_response_ms), first_response_state = 'answered'),
    sumIf(assumeNotNull(first_response_ms), first_response_state = 'answered'), countIf(first_response_state = 'answered'), countIf(first_response_state = 'pending'),
    countIf(first_response_state = 'answered' AND first_response_target_ms IS NOT NULL),
    countIf(first_response_state = 'answered' AND first_response_ms <= first_response_target_ms),
    countIf(first_response_state = 'pending' AND first_response_due_at < ${now})`,
  )
}

const isPastTurn = `turn_outcome = 'open' AND open_turn = 'later' AND later_due_at != ${none} AND later_due_at < ${now}`

/** By a group or an operator, as whom the turns name. */
export function turns(by: string): string {
  return select(
    by,
    `quantilesExactIf(0.5, 0.9)(turn_ms, turn_ms >= 0), countIf(turn_ms >= 0),
    countIf(turn_verdict IN ('late', 'in_time')), countIf(turn_verdict = 'in_time'), countIf(${isPastTurn})`,
    opened,
    `turn_ms, turn_verdict, turn_outcome, ${by}`,
  )
}

/** Everything that is measured of whole chats, nothing unfolded. */
export function quality(by: By): string {
  const first = "first_response_state = 'answered'"
  const pending = "first_response_state = 'pending'"
  const answered = 'arrayFilter(ms -> ms >= 0, turn_ms)'
  const closed = 'arrayFilter(ms -> ms >= 0, cycle_ms)'
  const handled = `arrayFilter((ms, ended) -> ended != ${none}, handling_ms, handling_ended_at)`
  const measured = (ms: string) =>
    `quantilesExactArray(0.5, 0.9)(${ms}), sum(arraySum(${ms})), sum(length(${ms}))`
  return select(
    by,
    `quantilesExactIf(0.5, 0.9)(assumeNotNull(first_response_ms), ${first}), sumIf(assumeNotNull(first_response_ms), ${first}), countIf(${first}), countIf(${pending}),
    countIf(${first} AND first_response_target_ms IS NOT NULL), countIf(${first} AND first_response_ms <= first_response_target_ms),
    countIf(${pending} AND first_response_due_at < ${now}),
    ${measured(answered)}, countIf(open_turn != 'none'),
    sum(countEqual(turn_verdict, 'in_time')), sum(countEqual(turn_verdict, 'late')), countIf(later_due_at != ${none} AND later_due_at < ${now}),
    ${measured(closed)}, sum(is_open), ${measured(handled)}, sum(countEqual(handling_ended_at, ${none})),
    sum(length(survey_score)), sum(arrayCount(score -> score > 0, survey_score)), sum(arraySum(survey_score)), sum(arrayCount(score -> score >= 4, survey_score))`,
  )
}

export const closers = select('cycle_by', 'countIf(cycle_ms >= 0)', opened, 'cycle_ms, cycle_by')

export function handlings(by: string): string {
  const ended = `handling_ended_at != ${none}`
  return select(
    by,
    `quantilesExactIf(0.5, 0.9)(handling_ms, ${ended}), countIf(${ended}), countIf(handling_ended_at = ${none})`,
    opened,
    `handling_ms, handling_ended_at, ${by}`,
  )
}

export function surveys(by: string): string {
  return select(
    by,
    `countIf(survey_score > 0), sum(survey_score), countIf(survey_score >= 4)`,
    opened,
    `survey_score, ${by}`,
  )
}

export const messagesByOperator = select(
  'written_operator',
  'sum(written_messages)',
  `${opened} AND written_author = 'operator'`,
  'written_author, written_operator, written_messages',
)

export function bands(by: By): string {
  const key = by === null ? '' : `${by} AS k, `
  return `SELECT ${key}roundDown(assumeNotNull(first_response_ms), ${bandStarts}) AS band, count() FROM chats
    WHERE ${opened} AND first_response_state = 'answered' GROUP BY ${by === null ? '' : 'k, '}band`
}

const touchingUntil = (until: string): string =>
  `company_id = {company:UUID} AND opened_hour < {to:DateTime('UTC')} AND ${until} >= fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC')`
const never = `toDateTime64('2100-01-01', 3, 'UTC')`
const bounded = ({ of }: Bucket, at: string): string =>
  `toUInt32(${of(`least(greatest(${at}, fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC')), ${never})`)})`

/** Changes of the number of open chats at each bucket over whose end one begins or ends to be open. */
export function openChanges(bucket: Bucket): string {
  const { of } = bucket
  const chats = `SELECT arrayJoin([(${bounded(bucket, 'opened_at')}, 1), (${bounded(bucket, 'open_until')}, -1)]) AS edge FROM chats
    WHERE ${touchingUntil('open_until')} AND (open_until >= ${end} OR ${of('opened_hour')} < ${of(`least(open_until, ${never})`)})`
  const gap = (array: string, change: number) =>
    `arrayMap(at -> (${bounded(bucket, 'at')}, ${change}), ${array})`
  const gaps = `SELECT arrayJoin(arrayConcat(${gap('gap_from', -1)}, ${gap('gap_to', 1)})) AS edge FROM chats WHERE ${touchingUntil('reopened_at')}`
  return `SELECT edge.1 AS place, sum(edge.2) FROM (${chats} UNION ALL ${gaps}) GROUP BY place`
}

/** How many wait, and since when, of those that reach over the same ends of buckets. */
export function waiting({ of }: Bucket): string {
  const since = of(`greatest(wait_from, fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC'))`)
  const until = of(`if(wait_to = ${none}, ${never}, wait_to)`)
  return `${select(
    null,
    `${of('wait_from')} AS since, ${of('wait_to')} AS until, count(), min(wait_since)`,
    `${touchingUntil('waiting_until')} AND (waiting_until >= ${end} OR ${of('opened_hour')} < ${of(`least(waiting_until, ${never})`)})
    AND wait_from < ${end} AND ${since} < ${until}`,
    'wait_since, wait_from, wait_to',
  )} GROUP BY since, until`
}

const standing = (prefix: 'stint' | 'wait', until: string): string =>
  `company_id = {company:UUID} AND opened_hour < {to:DateTime('UTC')} AND ${until} >= ${end} AND ${prefix}_from < ${end} AND (${prefix}_to = ${none} OR ${prefix}_to >= ${end})`

/** Open chats: those that had been opened, less those that were closed for a while. */
export const openNow = `SELECT sum(n) FROM (
  SELECT toInt64(count()) AS n FROM chats WHERE company_id = {company:UUID} AND opened_hour < {to:DateTime('UTC')} AND open_until >= ${end} AND opened_at < ${end}
  UNION ALL SELECT -toInt64(count()) FROM chats WHERE company_id = {company:UUID} AND opened_hour < {to:DateTime('UTC')} AND reopened_at >= ${end}
    AND arrayExists((since, until) -> since < ${end} AND until >= ${end}, gap_from, gap_to))`

export function openByGroup(): string {
  return select(
    'stint_group',
    'count()',
    standing('stint', 'open_until'),
    'stint_from, stint_to, stint_group',
  )
}

export function waitingNow(by: By): string {
  const names = `wait_since, wait_from, wait_to${by === null ? '' : `, ${by}`}`
  return select(by, 'count(), min(wait_since)', standing('wait', 'waiting_until'), names)
}

/** The most chats that each operator had at once. */
export const busiest = `SELECT stint_operator, arrayMax(arrayCumSum(code -> if(code % 2 = 1, 1, -1), arraySort(groupArrayArray(
    [toInt64(stint_from) * 2 + 1, if(stint_to = ${none}, 9000000000000000, toInt64(stint_to) * 2)]))))
  FROM chats ARRAY JOIN stint_from, stint_to, stint_operator
  WHERE ${touchingUntil('open_until')} AND stint_from < ${end} AND (stint_to = ${none} OR stint_to > fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC')) GROUP BY stint_operator`
