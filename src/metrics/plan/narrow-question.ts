import {
  type CallItemsQuery,
  type CallQuery,
  type ChatItemsQuery,
  type ChatQuery,
  callDimensions,
  callFiltersSchema,
  callMetricNames,
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

type FamilyName = 'messages' | 'chats' | 'calls'

/** A question of one family: its metrics, dimensions and filters are all of messages, all of chats, or all of calls. */
export type OfFamily<Messages, Chats, Calls> =
  | { readonly family: 'messages'; readonly query: Messages }
  | { readonly family: 'chats'; readonly query: Chats }
  | { readonly family: 'calls'; readonly query: Calls }

const families: Readonly<
  Record<FamilyName, { readonly dimensions: ReadonlySet<string>; readonly filters: ReadonlySet<string> }>
> = {
  messages: { dimensions: new Set<string>(messageDimensions), filters: namesOf(messageFiltersSchema.shape) },
  chats: { dimensions: new Set<string>(chatDimensions), filters: namesOf(chatFiltersSchema.shape) },
  calls: { dimensions: new Set<string>(callDimensions), filters: namesOf(callFiltersSchema.shape) },
}
const chatMetrics = new Set<string>(chatMetricNames)
const callMetrics = new Set<string>(callMetricNames)

function namesOf(shape: object): ReadonlySet<string> {
  return new Set(Object.keys(shape))
}

function familyOf(metric: MetricName): FamilyName {
  if (callMetrics.has(metric)) return 'calls'
  return chatMetrics.has(metric) ? 'chats' : 'messages'
}

/** Tells which family a question is of. Fails where it mixes them (docs/metrics.md, Questions). */
export function narrowQuery(
  query: MetricsQuery,
): Result<OfFamily<MessageQuery, ChatQuery, CallQuery>, NarrowFailure> {
  const [first] = query.metrics
  const family = first === undefined ? 'messages' : familyOf(first)
  if (query.metrics.some((metric) => familyOf(metric) !== family))
    return fail(
      'mixed_metrics',
      'Ask for metrics of messages, of chats and of calls in questions of their own.',
    )
  const strange = query.by.find((name) => !families[family].dimensions.has(name))
  if (strange !== undefined)
    return fail('invalid_dimension', `Metrics of ${family} cannot be divided by ${strange}.`)
  const failure = filterFailure(query.filters, family)
  // Checked above: the names are those of the family, and the schema of the endpoint has checked the values.
  return failure ?? ok({ family, query } as OfFamily<MessageQuery, ChatQuery, CallQuery>)
}

type Asked<Query, Family extends Pick<ItemsQuery, 'metric' | 'filters'>> = Omit<Query, 'metric' | 'filters'> &
  Pick<Family, 'metric' | 'filters'>

/** The same of a question about items. */
export function narrowItems<Query extends Pick<ItemsQuery, 'metric' | 'filters'>>(
  query: Query,
): Result<
  OfFamily<Asked<Query, MessageItemsQuery>, Asked<Query, ChatItemsQuery>, Asked<Query, CallItemsQuery>>,
  Failure<'invalid_filter'>
> {
  const family = familyOf(query.metric)
  const failure = filterFailure(query.filters, family)
  return (
    failure ??
    ok({ family, query } as unknown as OfFamily<
      Asked<Query, MessageItemsQuery>,
      Asked<Query, ChatItemsQuery>,
      Asked<Query, CallItemsQuery>
    >)
  )
}

function filterFailure(
  filters: object | undefined,
  family: FamilyName,
): Result<never, Failure<'invalid_filter'>> | undefined {
  const strange = Object.entries(filters ?? {}).find(
    ([name, values]) => values !== undefined && !families[family].filters.has(name),
  )
  return strange && fail('invalid_filter', `Metrics of ${family} have no filter ${strange[0]}.`)
}
