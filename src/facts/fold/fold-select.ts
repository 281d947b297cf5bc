import { apiProvider } from '../message-event.ts'
import { messageAttributes, partAttributes, timeBytes } from './attributes.ts'
import { type Columns, same, selectList, withLayers } from './columns.ts'
import { cost, messageCounts, partCounts, segments } from './cost-and-segments.ts'
import { isProviderTime, millisecondsOf, momentOfEvent, never, timeOf } from './moment.ts'
import { messageNegatives, negativeLayers, partNegatives } from './negatives.ts'
import { messageProgress, partProgress, progressLayers, rankOfEvent } from './progress.ts'
import { statusLayers } from './status.ts'
import { createdMoment, messageMoments, partMoments } from './steps.ts'

/**
 * One row per part of a message: its events brought together, each event once (FINAL), merged or not. PREWHERE: the
 * condition is on the sorting key only, so that it may be tried before copies of an event are put together.
 */
function partsSelect(log: string, condition: string): string {
  const columns: Columns = {
    ...same('company_id', 'message_key', 'part'),
    message_id: 'min(message_id)',
    connection: 'min(connection_id)',
    // What a program tells of a connection's message says nothing of whose it is.
    provider_name: `minIf(provider, provider != '${apiProvider}')`,
    ...partMoments,
    ...partProgress,
    ...partNegatives,
    ...partAttributes,
    ...partCounts,
  }
  return `SELECT
${selectList(columns)}
FROM (
SELECT *, ${momentOfEvent} AS moment, ${timeBytes} AS time_bytes, ${rankOfEvent} AS rank
FROM ${log} FINAL
PREWHERE ${condition}
)
GROUP BY company_id, message_key, part`
}

/** One row per message: its parts brought together. */
const messageColumns: Columns = {
  ...same('company_id', 'message_key'),
  the_message_id: 'min(message_id)',
  the_connection: 'min(connection)',
  the_provider: "minIf(provider_name, provider_name != '')",
  ...messageMoments,
  ...messageProgress,
  ...messageNegatives,
  ...messageAttributes,
  ...messageCounts,
}

const isArrived = "status IN ('delivered', 'read')"
const latencyMs = `if(${isArrived} AND arrived_moment != ${never}
    AND ${isProviderTime('arrived_moment')} AND ${isProviderTime('departed_moment')},
    ${millisecondsOf('arrived_moment')} - ${millisecondsOf('departed_moment')}, NULL)`

/** Where latency starts: sent, else created. */
const departedMoment = `if(sent_first = ${never}, created_moment, sent_first)`

/** What is derived from a message's aggregates, each layer from those before it. */
const derivedLayers: readonly Columns[] = [
  { created_moment: createdMoment },
  { departed_moment: departedMoment },
  ...progressLayers,
  ...negativeLayers,
  ...statusLayers,
]

/** Columns of `messages` as they follow from one message's row; `created_hour` and `version` come with the place. */
const factColumns: Columns = {
  created_at: `fromUnixTimestamp64Milli(${millisecondsOf('created_moment')}, 'UTC')`,
  created_from: `if(${isProviderTime('created_moment')}, 'provider', 'receipt')`,
  message_id: 'the_message_id',
  connection_id: 'the_connection',
  provider: `if(the_provider = '', '${apiProvider}', the_provider)`,
  channel: 'the_channel',
  status: 'status',
  progress: 'progress',
  conflict: 'conflict',
  sender: 'the_sender',
  recipient: 'the_recipient',
  recipient_type: 'the_recipient_type',
  country: "if(the_country != '', the_country, the_number_country)",
  network: 'the_network',
  campaign: 'the_campaign',
  template: 'the_template',
  kind: 'the_kind',
  category: 'the_category',
  error_code: 'verdict.4',
  error_reason: 'verdict.5',
  accepted_at: timeOf('accepted_first'),
  queued_at: timeOf('queued_first'),
  sent_at: timeOf('sent_first'),
  carrier_delivered_at: timeOf('carrier_delivered_first'),
  delivered_at: timeOf('arrived_moment'),
  read_at: timeOf('read_first'),
  ended_at: "if(notEmpty(standing), fromUnixTimestamp64Milli(verdict.2, 'UTC'), NULL)",
  clicked_at: timeOf('clicked_first'),
  replied_at: timeOf('replied_first'),
  unsubscribed_at: timeOf('unsubscribed_first'),
  complained_at: timeOf('complained_first'),
  machine_opened_at: timeOf('machine_opened_first'),
  latency_ms: latencyMs,
  segments,
  // Only calls last, and their rows come from elsewhere (calls/charged-calls.ts).
  seconds: 'toUInt32(0)',
  parts: 'parts_known',
  cost,
  cost_currency: 'the_cost_currency',
  event_count: 'event_count',
  first_received_at: 'first_received_at',
  last_received_at: 'last_received_at',
}

export const factColumnNames: readonly string[] = Object.keys(factColumns)

const placeOfMessage = `toStartOfHour(fromUnixTimestamp64Milli(${millisecondsOf('created_moment')}, 'UTC'))`

/** Facts of the messages that meet the condition: keys, `home_hour` (the hour of creation) and the fact columns. */
export function foldSelect(log: string, condition: string): string {
  const aggregated = `SELECT
${selectList(messageColumns)}
FROM (
${partsSelect(log, condition)}
)
GROUP BY company_id, message_key`
  return `SELECT
${selectList({ ...same('company_id', 'message_key'), home_hour: placeOfMessage })},
${selectList(prefixed(factColumns))}
FROM (
${withLayers(aggregated, derivedLayers)}
)`
}

/** Results get names of their own: an alias that equals a source column would be read in its place. */
function prefixed(columns: Columns): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, expression]) => [`fact_${name}`, expression]))
}
