import { openFacts } from '../../src/facts/index.ts'
import { benchCompany, directClient } from './analytics-world.ts'
import { progress } from './report.ts'

/** A year up to the evening of its last day, whose last month is asked about. */
export const chatsWorld = {
  from: '2025-09-01T00:00:00+02:00',
  before: '2026-07-01T00:00:00+02:00',
  month: '2026-08-01T00:00:00+02:00',
  today: '2026-08-31T00:00:00+02:00',
  now: '2026-08-31T18:00:00+02:00',
  to: '2026-09-01T00:00:00+02:00',
  timeZone: 'Europe/Berlin',
} as const

export const chatsCompany = benchCompany(1)

const weekMs = 7 * 86_400_000
/** Most chats are closed within half an hour after the last word; one in so many lingers, five days in the mean; one in so many is never closed. */
const lingersOneIn = 33
const neverClosedOneIn = 100_000
const lingersMs = 5 * 86_400_000

/** A draw for a chat, evenly from 0 to below `of`. */
const draw = (name: string, of: number | string): string => `(cityHash64(number, '${name}') % ${of})`
const instant = (ms: string): string => `fromUnixTimestamp64Milli(toInt64(${ms}), 'UTC')`
const instants = (ms: string): string => `arrayMap(ms -> ${instant('ms')}, ${ms})`
const repeated = (value: string, times: string): string => `arrayWithConstant(${times}, ${value})`

/*
 * Every chat has two to eight exchanges of three messages each: the customer writes, the second message is of either, the third of the
 * operator. One in twelve was closed between two exchanges and opened again; one in seven was handed on at that place.
 */
const drawn = [
  // More by day than by night.
  `intDiv(${draw('day', 'weeks_ms')}, 86400000) * 86400000 AS day_ms`,
  `{week_ms:Int64} + day_ms + intDiv(${draw('early', 86_400_000)} + ${draw('late', 86_400_000)}, 2) AS opened_ms`,
  `toUInt32(2 + ${draw('exchanges', 7)}) AS exchanges`,
  `toUInt32(intDiv(exchanges, 2)) AS half`,
  `${draw('again', 12)} = 0 AS is_reopened`,
  `${draw('handed', 7)} = 0 AS is_handed_on`,
  `${draw('bot', 3)} = 0 AS has_bot`,
  `concat('operator-', toString(${draw('operator', '{operators:UInt32}')})) AS one`,
  `concat('operator-', toString(${draw('other', '{operators:UInt32}')})) AS other`,
  `concat('group-', toString(cityHash64(one) % 20)) AS of_one`,
  `concat('group-', toString(cityHash64(other) % 20)) AS of_other`,
  `range(1, exchanges * 3 + 1) AS places`,
  `arrayMap(place -> cityHash64(number, place), places) AS hashes`,
  // Answers take from some seconds to half an hour, most of them little; reopening takes hours.
  `arrayMap((place, hash) -> toInt64(multiIf(place % 3 = 0, 4000 + intDiv((hash % 1340) * (hash % 1337), 1), 2000 + hash % 40000)
    + if(is_reopened AND place = half * 3 + 1, 3600000 + hash % 90000000, 0)), places, hashes) AS gaps`,
  `arrayMap(gap -> opened_ms + gap, arrayCumSum(gaps)) AS at`,
  `arrayMap((place, hash) -> if(place % 3 = 1 OR (place % 3 = 2 AND hash % 2 = 0), 1, 2), places, hashes) AS authors`,
  `range(1, exchanges + 1) AS turns`,
  `arrayMap(turn -> at[turn * 3 - 2], turns) AS asked`,
  `arrayMap(turn -> if(authors[turn * 3 - 1] = 2, at[turn * 3 - 1], at[turn * 3]), turns) AS answered`,
  `arrayMap(turn -> if(is_handed_on AND turn > half, other, one), turns) AS turn_by`,
  `arrayMap(turn -> if(is_handed_on AND turn > half, of_other, of_one), turns) AS turn_in`,
  `at[-1] + 60000 + if(${draw('lingers', lingersOneIn)} = 0, toInt64(-log((1 + ${draw('until', 1_000_000)}) / 1000001) * ${lingersMs}), toInt64(${draw('close', 1_800_000)})) AS last_close_ms`,
  `${draw('open', neverClosedOneIn)} = 0 OR last_close_ms > {now_ms:Int64} AS stays_open`,
  `if(is_reopened, [opened_ms, at[half * 3 + 1]], [opened_ms]) AS begun`,
  `if(is_reopened, [at[half * 3] + 60000, if(stays_open, 0, last_close_ms)], [if(stays_open, 0, last_close_ms)]) AS ended`,
  `if(is_handed_on, [opened_ms, at[half * 3] + 30000], [opened_ms]) AS stint_begun`,
  `if(is_handed_on, [at[half * 3] + 30000, ended[-1]], [ended[-1]]) AS stint_ended`,
  `if(is_handed_on, [one, other], [one]) AS who`,
  `if(is_handed_on, [of_one, of_other], [of_one]) AS whose`,
  `${draw('survey', 10)} < 4 AS is_asked`,
  `${draw('rated', 10)} < 6 AS is_rated`,
  `answered[1] - asked[1] AS response_ms`,
]

const columns: readonly (readonly [string, string])[] = [
  ['company_id', '{company:UUID}'],
  ['opened_hour', `toStartOfHour(${instant('opened_ms')})`],
  ['chat_key', `reinterpretAsUUID(sipHash128(number))`],
  ['version', '1'],
  ['chat_id', 'toString(number)'],
  ['provider', `'api'`],
  [
    'messenger',
    `['web', 'telegram', 'whatsapp', 'viber', 'vkontakte', 'facebook'][1 + ${draw('messenger', 6)}]`,
  ],
  ['channel_id', `concat('channel-', toString(${draw('channel', 30)}))`],
  ['customer_id', `toString(${draw('customer', '{customers:UInt32}')})`],
  ['opened_by', `'customer'`],
  ['opened_at', instant('opened_ms')],
  ['opened_from', `'opened'`],
  ['group_id', 'of_one'],
  ['operator_id', 'one'],
  ['is_open', 'stays_open'],
  ['closed_at', `if(stays_open, if(is_reopened, ${instant('ended[1]')}, NULL), ${instant('last_close_ms')})`],
  [
    'closed_by',
    `if(stays_open AND NOT is_reopened, '', ['operator', 'bot', 'customer', 'timeout'][1 + ${draw('closer', 4)}])`,
  ],
  ['first_closed_at', `if(ended[1] = 0, NULL, ${instant('ended[1]')})`],
  ['closed_business_ms', 'if(stays_open, NULL, intDiv(last_close_ms - opened_ms, 3))'],
  ['first_closed_business_ms', 'if(ended[1] = 0, NULL, intDiv(ended[1] - opened_ms, 3))'],
  ['contact', `if(has_bot, 'handed_over', 'operator')`],
  ['handed_over_at', `if(has_bot, ${instant('opened_ms + 1000')}, NULL)`],
  ['replied_at', instant('answered[1]')],
  ['bot_replied_at', `if(has_bot, ${instant('opened_ms + 500')}, NULL)`],
  ['unanswered_since', `if(${draw('lost', 25)} = 0, ${instant('asked[-1]')}, NULL)`],
  ['customer_messages', 'countEqual(authors, 1)'],
  ['operator_messages', 'countEqual(authors, 2)'],
  ['bot_messages', 'has_bot'],
  ['first_response_state', `'answered'`],
  ['first_response_start', instant('asked[1]')],
  ['first_response_at', instant('answered[1]')],
  ['first_response_operator', 'one'],
  ['first_response_group', 'of_one'],
  ['first_response_ms', 'response_ms'],
  ['first_response_business_ms', 'intDiv(response_ms, 2)'],
  ['first_response_target_ms', 'if(number % 10 = 0, NULL, 300000)'],
  ['turn_asked_at', instants('asked')],
  ['turn_ended_at', instants('answered')],
  ['turn_outcome', repeated(`'operator'`, 'exchanges')],
  ['turn_operator', 'turn_by'],
  ['turn_group', 'turn_in'],
  ['turn_business_ms', 'arrayMap((since, until) -> intDiv(until - since, 2), asked, answered)'],
  ['turn_is_first', 'arrayMap(turn -> turn = 1, turns)'],
  ['turn_target_ms', repeated('if(number % 10 = 0, -1, 600000)', 'exchanges')],
  ['turn_due_at', repeated(instant('0'), 'exchanges')],
  ['turn_business_due_at', repeated(instant('0'), 'exchanges')],
  ['cycle_from', instants('begun')],
  ['cycle_to', instants('ended')],
  [
    'cycle_by',
    `arrayMap(ms -> if(ms = 0, '', ['operator', 'bot', 'customer', 'timeout'][1 + ${draw('closer', 4)}]), ended)`,
  ],
  ['cycle_operator', repeated('who[-1]', 'length(begun)')],
  ['cycle_group', repeated('whose[-1]', 'length(begun)')],
  ['cycle_from_operator', repeated('one', 'length(begun)')],
  ['cycle_from_group', repeated('of_one', 'length(begun)')],
  [
    'cycle_business_ms',
    'arrayMap((since, until) -> if(until = 0, -1, intDiv(until - since, 3)), begun, ended)',
  ],
  ['stint_from', instants('stint_begun')],
  ['stint_to', instants('stint_ended')],
  ['stint_operator', 'who'],
  ['stint_group', 'whose'],
  ['wait_since', instants('asked')],
  ['wait_from', instants('asked')],
  ['wait_to', instants('answered')],
  ['wait_operator', 'turn_by'],
  ['wait_group', 'turn_in'],
  ['handling_operator', 'who'],
  ['handling_group', 'whose'],
  ['handling_from', instants('stint_begun')],
  ['handling_ended_at', instants('stint_ended')],
  ['handling_ms', 'arrayMap((since, until) -> greatest(until - since, 0), stint_begun, stint_ended)'],
  [
    'handling_business_ms',
    'arrayMap((since, until) -> intDiv(greatest(until - since, 0), 3), stint_begun, stint_ended)',
  ],
  ['message_at', instants('at')],
  ['message_author', `arrayMap(author -> if(author = 1, 'customer', 'operator'), authors)`],
  [
    'message_operator',
    `arrayMap((author, place) -> if(author = 1, '', turn_by[intDiv(place + 2, 3)]), authors, places)`,
  ],
  ['message_group', 'arrayMap(place -> turn_in[intDiv(place + 2, 3)], places)'],
  ['survey_asked_at', `if(is_asked, [${instant('at[-1] + 60000')}], [])`],
  ['survey_rated_at', `if(is_asked, [${instant('if(is_rated, at[-1] + 120000, 0)')}], [])`],
  ['survey_score', `if(is_asked, [if(is_rated, 1 + ${draw('score', 5)}, 0)], [])`],
  ['survey_operator', 'if(is_asked, [who[-1]], [])'],
  ['survey_group', 'if(is_asked, [whose[-1]], [])'],
  ['survey_rated_operator', 'if(is_asked, [who[-1]], [])'],
  ['survey_rated_group', 'if(is_asked, [whose[-1]], [])'],
  ['event_count', 'exchanges * 3 + 4'],
  ['last_event_at', instant('greatest(at[-1] + 120000, ended[-1])')],
]

const insert = `INSERT INTO chats (${columns.map(([name]) => name).join(', ')})
WITH ${drawn.join(',\n  ')}
SELECT ${columns.map(([name, sql]) => `${sql} AS "out ${name}"`).join(',\n  ')}
FROM (SELECT number, {weeks_ms:UInt64} AS weeks_ms FROM numbers({first:UInt64}, {count:UInt64}))
WHERE opened_ms < {now_ms:Int64}`

/** Facts with the chats of a year of one company, generated in the engine and merged by the product. */
export async function makeChatsWorld(dataDir: string, chats: number, operators: number) {
  const clock = () => Date.parse(chatsWorld.now)
  const facts = await openFacts({ dataDir, clock })
  await facts.migrate()
  const direct = directClient(dataDir)
  const [fromMs, nowMs] = [Date.parse(chatsWorld.from), Date.parse(chatsWorld.now)]
  const weeks = Math.ceil((nowMs - fromMs) / weekMs)
  const chatsOfDay = chats / ((nowMs - fromMs) / 86_400_000)
  let first = 0
  for (let week = 0; week < weeks; week += 1) {
    const fromWeekMs = fromMs + week * weekMs
    const ofWeekMs = Math.min(weekMs, Math.ceil((nowMs - fromWeekMs) / 86_400_000) * 86_400_000)
    const count = Math.round((chatsOfDay * ofWeekMs) / 86_400_000)
    await direct.command({
      query: insert,
      query_params: {
        company: chatsCompany,
        week_ms: fromWeekMs,
        weeks_ms: ofWeekMs,
        now_ms: nowMs,
        operators,
        customers: Math.ceil(chats / 3),
        first,
        count,
      },
    })
    first += count
    if (week % 10 === 9) progress(`filled ${week + 1} weeks of ${weeks}`)
  }
  await facts.mergeQuietPartitions({ quietForMs: 0 })
  await facts.mergeQuietPartitions({ quietForMs: 0 })
  const counted = await direct.query({
    query: `SELECT count() AS chats, sum(length(message_at)) AS messages FROM chats`,
    format: 'JSON',
  })
  const [rows] = (await counted.json<{ chats: string; messages: string }>()).data
  return { facts, direct, clock, chats: Number(rows?.chats), messages: Number(rows?.messages) }
}
