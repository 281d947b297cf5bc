import {
  type ChatItemsQuery,
  type ChatQuery,
  chatDimensions,
  chatFiltersSchema,
  chatMetricNames,
  type ItemsQuery,
  type MessageItemsQuery,
  type MessageQuery,
  type MetricName,
  type MetricsQuery,
  messageDimensions,
  messageFiltersSchema,
} from '../../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../../core/index.ts'

export type NarrowFailure = Failure<'mixed_metrics' | 'invalid_dimension' | 'invalid_filter'>

/** A question of one family: its metrics, dimensions and filters are all of messages, or all of chats. */
export type OfFamily<Messages, Chats> =
  | { readonly family: 'messages'; readonly query: Messages }
  | { readonly family: 'chats'; readonly query: Chats }

const families = {
  messages: { dimensions: new Set<string>(messageDimensions), filters: namesOf(messageFiltersSchema.shape) },
  chats: { dimensions: new Set<string>(chatDimensions), filters: namesOf(chatFiltersSchema.shape) },
}
const chatMetrics = new Set<string>(chatMetricNames)

function namesOf(shape: object): ReadonlySet<string> {
  return new Set(Object.keys(shape))
}

const familyOf = (metric: MetricName): 'messages' | 'chats' =>
  chatMetrics.has(metric) ? 'chats' : 'messages'

/** Tells which family a question is of. Fails where it mixes them (docs/metrics.md, Questions). */
export function narrowQuery(query: MetricsQuery): Result<OfFamily<MessageQuery, ChatQuery>, NarrowFailure> {
  const [first] = query.metrics
  const family = first === undefined ? 'messages' : familyOf(first)
  if (query.metrics.some((metric) => familyOf(metric) !== family))
    return fail('mixed_metrics', 'Ask for metrics of messages and of chats in two questions.')
  const strange = query.by.find((name) => !families[family].dimensions.has(name))
  if (strange !== undefined)
    return fail('invalid_dimension', `Metrics of ${family} cannot be divided by ${strange}.`)
  const failure = filterFailure(query.filters, family)
  // Checked above: the names are those of the family, and the schema of the endpoint has checked the values.
  return failure ?? ok({ family, query } as OfFamily<MessageQuery, ChatQuery>)
}

type Asked<Query, Family extends Pick<ItemsQuery, 'metric' | 'filters'>> = Omit<Query, 'metric' | 'filters'> &
  Pick<Family, 'metric' | 'filters'>

/** The same of a question about items. */
export function narrowItems<Query extends Pick<ItemsQuery, 'metric' | 'filters'>>(
  query: Query,
): Result<
  OfFamily<Asked<Query, MessageItemsQuery>, Asked<Query, ChatItemsQuery>>,
  Failure<'invalid_filter'>
> {
  const family = familyOf(query.metric)
  const failure = filterFailure(query.filters, family)
  return (
    failure ??
    ok({ family, query } as unknown as OfFamily<
      Asked<Query, MessageItemsQuery>,
      Asked<Query, ChatItemsQuery>
    >)
  )
}

function filterFailure(
  filters: object | undefined,
  family: 'messages' | 'chats',
): Result<never, Failure<'invalid_filter'>> | undefined {
  const strange = Object.entries(filters ?? {}).find(
    ([name, values]) => values !== undefined && !families[family].filters.has(name),
  )
  return strange && fail('invalid_filter', `Metrics of ${family} have no filter ${strange[0]}.`)
}
