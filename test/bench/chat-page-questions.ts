import type { Granularity } from '../../src/contract/index.ts'
import type { MetricsQuestion } from '../../web/api/metrics-query.ts'
import {
  arrivalsQuestion,
  bandsOverTimeQuestion,
  bandsQuestion,
  closersQuestion,
  countMetrics,
  countsQuestion,
  groupsQuestion,
  operatorsQuestion,
  partsQuestion,
  previousQuestion,
  qualityMetrics,
  qualityQuestion,
  splitQuestion,
  todayMetrics,
  todayQuestion,
  totalsQuestion,
} from '../../web/features/chats/chat-questions.ts'
import type { ChatSelected } from '../../web/ui/chat-selection/chat-selected.ts'
import { chatsWorld } from './chats-world.ts'
import {
  type Bucket,
  bands,
  busiest,
  chatCounts,
  closers,
  firstResponses,
  handlings,
  messagesByOperator,
  openByGroup,
  openChanges,
  openNow,
  plain,
  quality,
  surveys,
  turns,
  waiting,
  waitingNow,
} from './lean-chat-sql.ts'
import { type PostgresAsk, pgConversations, pgEvents, pgMessages } from './plain-postgres-chats.ts'

/** One question of the page of chat graphs, and the leanest SQL with the same answer on merged data. */
export interface ChatPageQuestion {
  readonly name: string
  readonly question: MetricsQuestion
  /** Asked side by side; binds company, the period as hours UTC and in ms, and the moment of asking. */
  readonly lean: readonly string[]
  /** The same numbers as a table of reporting events has them, one statement for each chart. */
  readonly postgres: readonly PostgresAsk[]
}

const zone = chatsWorld.timeZone
const dayMs = 86_400_000

function overview(name: string, selected: ChatSelected, granularity: Granularity, bucket: Bucket) {
  const { by, pg } = bucket
  return [
    {
      name: `counts by ${name}`,
      question: countsQuestion(selected, granularity),
      lean: [chatCounts(by), openChanges(bucket), waiting(bucket)],
      postgres: [
        pgConversations(pg),
        pgEvents('conversation_resolved', pg),
        pgEvents('conversation_bot_handoff', pg),
        ...pgMessages(pg),
      ],
    },
    {
      name: `quality by ${name}`,
      question: qualityQuestion(selected, granularity),
      lean: [quality(by)],
      postgres: ['first_response', 'reply_time', 'conversation_resolved'].map((event) => pgEvents(event, pg)),
    },
    {
      name: `speed by ${name}`,
      question: bandsOverTimeQuestion(selected, granularity),
      lean: [bands(by)],
      postgres: [],
    },
    {
      name: `new by ${name} and messenger`,
      question: splitQuestion(selected, 'messenger', granularity),
      lean: [plain(['messenger', by])],
      postgres: [pgConversations(pg, 'inbox_id')],
    },
  ] satisfies readonly ChatPageQuestion[]
}

function before(selected: ChatSelected, granularity: Granularity, { by, pg }: Bucket) {
  return [
    {
      name: 'new in the previous period',
      question: previousQuestion(selected, granularity),
      lean: [plain([by])],
      postgres: [pgConversations(pg)],
    },
    {
      name: 'counters of the previous period, counts',
      question: totalsQuestion(countMetrics, selected),
      lean: [chatCounts(null), openNow, waitingNow(null)],
      postgres: [pgConversations(null), ...pgMessages(null)],
    },
    {
      name: 'counters of the previous period, quality',
      question: totalsQuestion(qualityMetrics, selected),
      lean: [quality(null)],
      postgres: ['first_response', 'reply_time', 'conversation_resolved'].map((event) =>
        pgEvents(event, null),
      ),
    },
  ] satisfies readonly ChatPageQuestion[]
}

function ranked(selected: ChatSelected): readonly ChatPageQuestion[] {
  const byUser = 'user_id'
  return [
    {
      name: 'parts by messenger',
      question: partsQuestion(selected, 'messenger'),
      lean: [firstResponses('messenger')],
      postgres: [pgConversations('inbox_id'), pgEvents('first_response', 'inbox_id')],
    },
    {
      name: 'first responses by band',
      question: bandsQuestion(selected),
      lean: [bands(null)],
      postgres: [],
    },
    {
      name: 'weekday by hour',
      question: arrivalsQuestion(selected),
      lean: [plain([`toDayOfWeek(opened_hour, 0, '${zone}')`, `toHour(opened_hour, '${zone}')`])],
      postgres: [pgConversations(`extract(isodow FROM created_at), extract(hour FROM created_at)`)],
    },
    {
      name: 'closings by closer',
      question: closersQuestion(selected),
      lean: [closers],
      postgres: [],
    },
    {
      name: 'by operator',
      question: operatorsQuestion(selected),
      lean: [
        handlings('handling_operator'),
        messagesByOperator,
        firstResponses('first_response_operator'),
        turns('turn_operator'),
        surveys('survey_rated_operator'),
        busiest,
      ],
      postgres: [
        pgEvents('first_response', byUser),
        pgEvents('reply_time', byUser),
        pgEvents('conversation_resolved', byUser),
        ...pgMessages('sender_id'),
      ],
    },
    {
      name: 'by group',
      question: groupsQuestion(selected),
      lean: [
        chatCounts('group_id'),
        openByGroup(),
        waitingNow('wait_group'),
        firstResponses('first_response_group'),
        turns('turn_group'),
        surveys('survey_rated_group'),
      ],
      postgres: [pgConversations('team_id')],
    },
  ]
}

/** Today by hour, and as much of the same weekday of four weeks before. */
function todayQuestions(bucket: Bucket): readonly ChatPageQuestion[] {
  const [fromMs, nowMs] = [Date.parse(chatsWorld.today), Date.parse(chatsWorld.now)]
  const at = (ms: number): string => new Date(ms).toISOString()
  const weeks = [1, 2, 3, 4].map((week) => ({
    name: `today ${week} weeks ago`,
    question: totalsQuestion(todayMetrics, {
      from: at(fromMs - week * 7 * dayMs),
      to: at(nowMs - week * 7 * dayMs),
      time_zone: zone,
    }),
    lean: [firstResponses(null), openNow, waitingNow(null)],
    postgres: [pgConversations(null), pgEvents('first_response', null)],
  }))
  return [
    {
      name: 'today by hour',
      question: todayQuestion({ from: chatsWorld.today, to: chatsWorld.to, time_zone: zone }),
      lean: [firstResponses(bucket.by), openChanges(bucket), waiting(bucket)],
      postgres: [pgConversations(bucket.pg), pgEvents('first_response', bucket.pg)],
    },
    ...weeks,
  ]
}

export interface ChatPagePeriod {
  readonly before: string
  readonly from: string
  readonly to: string
  readonly granularity: 'day' | 'week'
}

const buckets = {
  hour: { by: 'opened_hour', of: (at) => `toStartOfHour(${at})`, pg: `date_trunc('hour', created_at)` },
  day: {
    by: `toStartOfDay(opened_hour, '${zone}')`,
    of: (at) => `toStartOfDay(${at}, '${zone}')`,
    pg: `date_trunc('day', created_at AT TIME ZONE '${zone}')`,
  },
  week: {
    by: `toMonday(opened_hour, '${zone}')`,
    of: (at) => `toMonday(${at}, '${zone}')`,
    pg: `date_trunc('week', created_at AT TIME ZONE '${zone}')`,
  },
} as const satisfies Readonly<Record<string, Bucket>>

/** Every question that the page asks when it is opened on a period and read to its end, with the period before beside it. */
export function chatPageQuestions({ before: beforeFrom, from, to, granularity }: ChatPagePeriod) {
  const selected = { from, to, time_zone: zone }
  const bucket = buckets[granularity]
  return [
    ...todayQuestions(buckets.hour),
    ...overview(granularity, selected, granularity, bucket),
    ...before({ ...selected, from: beforeFrom, to: from }, granularity, bucket),
    ...ranked(selected),
  ]
}
