import { type ChatDimension, responseBandsMs, unansweredAfterMs } from '../../../contract/index.ts'
import type { QueryParams } from '../../../facts/index.ts'
import { column, maxGroups } from '../../plan/build-query.ts'
import { bucketSql } from '../../plan/local-time-sql.ts'
import { allOf, type SqlText, sqlText } from '../../plan/sql-text.ts'
import { type ChatMeasure, measureSql } from '../catalogue/chat-measure.ts'
import type { ChatSource } from '../catalogue/chat-source.ts'
import {
  bandSql,
  isInPeriod,
  momentColumns,
  sharedConditions,
  sourceAliases,
  sourceConditions,
} from './chat-conditions.ts'
import type { ChatPlan, ChatScope } from './chat-plan.ts'
import { unfolding } from './unfold-sql.ts'

/** One SELECT: all measures of one kind of items at one moment, standing under the same group and operator. */
export interface ChatSelect {
  readonly sql: (chats: string) => string
  readonly sqlWithoutTotals: (chats: string) => string
  readonly params: QueryParams
  readonly totals: boolean
  /** By the names of its columns; the same name in another SELECT is another measure. */
  readonly measures: ReadonlyMap<string, MeasureName>
}

/** Names a measure within a question. */
export type MeasureName = string

/** Values that the pieces of SQL of the catalogue bind. */
export function catalogueParams({ asOfMs }: ChatScope): QueryParams {
  return {
    as_of_ms: asOfMs,
    unanswered_before_ms: asOfMs - unansweredAfterMs,
    response_bands: responseBandsMs,
  }
}

export function measureName(measure: ChatMeasure, plan: ChatPlan): MeasureName {
  const { source } = measure
  return [selectName(source, plan), momentColumns(source, plan).at, measureSql(measure, null)].join(' ')
}

/**
 * Sources with one name are asked in one SELECT: what the question does not use of them does not tell them apart. Where it asks for no
 * time of any kind, each measure checks its own moment.
 */
function selectName(source: ChatSource, plan: ChatPlan): string {
  const uses = (...names: readonly ChatDimension[]) => names.some((name) => usesDimension(plan, name))
  return JSON.stringify([
    source.unfolds,
    uses('time', 'weekday', 'hour') && momentColumns(source, plan).at,
    uses('group') && source.group,
    uses('operator') && source.operator,
    uses('close_by') && source.closeBy,
    uses('band') && bandSql(source, plan.terms.business),
  ])
}

function usesDimension({ filters, dimensions }: ChatPlan, name: ChatDimension): boolean {
  return (
    (name !== 'time' && filters[name] !== undefined) ||
    dimensions.some((dimension) => dimension.name === name)
  )
}

/** The SELECTs that a plan's metrics of items need, each measure once. */
export function chatSelects(plan: ChatPlan): readonly ChatSelect[] {
  const groups = new Map<string, Map<MeasureName, ChatMeasure>>()
  for (const metric of plan.metrics) {
    if (metric.kind !== 'items') continue
    const { value, over, basis, leftOut } = metric.count
    for (const measure of [...value, ...(over ?? []), ...(basis ?? []), ...leftOut]) {
      const name = selectName(measure.source, plan)
      const measures = groups.get(name) ?? new Map<MeasureName, ChatMeasure>()
      measures.set(measureName(measure, plan), measure)
      groups.set(name, measures)
    }
  }
  return [...groups.values()].flatMap((measures) => {
    const [first] = measures.values()
    return first ? [selectOf(first.source, measures, plan)] : []
  })
}

function selectOf(
  source: ChatSource,
  measures: ReadonlyMap<MeasureName, ChatMeasure>,
  plan: ChatPlan,
): ChatSelect {
  const onlys = new Set([...measures.values()].map((measure) => measure.source.only))
  const [single] = onlys
  const restrictedTo = onlys.size === 1 && single !== undefined ? single : null
  const aliases = sourceAliases(source, plan)
  const restriction = onlys.has(null) ? [] : [[...onlys].map((only) => `(${only})`).join(' OR ')]
  const moments = new Set([...measures.values()].map((measure) => momentColumns(measure.source, plan).at))
  const isShared = moments.size > 1
  const where = allOf([
    ...(isShared ? sharedConditions(source, plan) : sourceConditions(source, plan)),
    ...restriction.map((only) => sqlText(`(${only})`)),
  ])
  const dimensions = plan.dimensions.map(({ name }) => dimensionSql(name, source, plan))
  const list = [
    ...dimensions.map(({ sql }, index) => `${sql} AS ${column.dimension(index)}`),
    ...[...measures.values()].map((measure, index) => {
      const own = isShared ? [isInPeriod(measure.source, plan).sql] : []
      const inPeriod = { ...measure, when: [...measure.when, ...own] }
      return `${measureSql(inPeriod, restrictedTo)} AS ${column.aggregate(index)}`
    }),
  ]
  const used = [...list, where.sql].join('\n')
  const select = (chats: string, grouping: string): string =>
    [
      `WITH\n  ${aliases.map(({ sql }) => sql).join(',\n  ')}`,
      `SELECT\n  ${list.join(',\n  ')}`,
      `FROM ${chats}`,
      ...unfolding(source.unfolds, [used, ...aliases.map(({ sql }) => sql)].join('\n')),
      `WHERE ${where.sql}`,
      ...(grouping === '' ? [] : [grouping, `LIMIT ${maxGroups + 1}`]),
    ].join('\n')
  const keys = plan.dimensions.map((_, index) => column.dimension(index)).join(', ')
  const grouped = plan.dimensions.length > 0
  return {
    sql: (chats) => select(chats, grouped ? `GROUP BY ${keys} WITH TOTALS` : ''),
    sqlWithoutTotals: (chats) => select(chats, grouped ? `GROUP BY ${keys}` : ''),
    params: Object.assign(
      catalogueParams(plan),
      where.params,
      isShared ? isInPeriod(source, plan).params : {},
      ...[...aliases, ...dimensions].map(({ params }) => params),
    ),
    totals: grouped,
    measures: new Map([...measures.keys()].map((name, index) => [column.aggregate(index), name])),
  }
}

function dimensionSql(name: string, source: ChatSource, plan: ChatPlan): SqlText {
  switch (name) {
    case 'time':
      return bucketSql(plan.bucketStarts, momentColumns(source, plan))
    case 'weekday':
    case 'hour':
      return sqlText(`local_${name}`)
    case 'band':
      return sqlText(bandSql(source, plan.terms.business))
    default:
      return sqlText(standingSql(name, source))
  }
}

/** What an item stands under. */
export function standingSql(
  name: string,
  { group, operator, closeBy }: Pick<ChatSource, 'group' | 'operator' | 'closeBy'>,
): string {
  switch (name) {
    case 'messenger':
      return 'messenger'
    case 'chat':
      return 'channel_id'
    case 'group':
      return group
    case 'operator':
      return operator
    case 'close_by':
      return `toString(${closeBy})`
    default:
      throw new Error(`Nothing stands under ${name}.`)
  }
}
