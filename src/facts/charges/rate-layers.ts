import {
  callChannel,
  callProvider,
  chatMessageProvider,
  deliveredStatuses,
  handedOverStatuses,
  progressRank,
} from '../../contract/index.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { type Columns, withLayers } from '../fold/columns.ts'
import { pricePlans, rateIncrementsTable, ratesTable, upperChargeType } from '../schema/tables.ts'

/** What the rows to be rated are. */
export interface RatedRows {
  /** They stand in a table, so that reading them twice costs little. */
  readonly isStored: boolean
  /** Calls may be among them: only then is looked for what only calls have, rates by time. */
  readonly hasCalls: boolean
}

/** How the columns of a message are called in the rows to be rated: `created_at` may be `fact_created_at` there. */
export type ColumnName = (name: string) => string

/** A hand-over to the network, by progress or by an end that implies one (decision 0004, "Sent"). */
function isHandedOver(of: ColumnName): string {
  return `(${of('progress')} >= ${progressRank.sent} OR ${isOneOf(of, handedOverStatuses)})`
}

function isOneOf(of: ColumnName, statuses: readonly string[]): string {
  return `${of('status')} IN (${statuses.map((status) => `'${status}'`).join(', ')})`
}

function isArrived(of: ColumnName): string {
  return isOneOf(of, deliveredStatuses)
}

const periodColumns = pricePlans.columns.slice(2).map((column) => column.split(' ')[0] ?? '')

/**
 * Adds to each row the period of its company's plan in which it was created, as `plan_…`; of a company without a plan
 * everything is blank.
 */
function withPeriods(source: string, layout: Layout, of: ColumnName): string {
  const createdAt = of('created_at')
  const names = periodColumns.filter((name) => name !== 'froms' && name !== 'prefix_lengths')
  return `SELECT * FROM (
${source}
) AS unpriced_rows
ASOF LEFT JOIN (
SELECT company_id, valid_from AS ${createdAt}, revision AS plan_revision, prefix_lengths AS plan_prefix_lengths,
${names.map((name) => `  plan_${name}`).join(', ')}
FROM ${localTable(layout, pricePlans.name)} FINAL
ARRAY JOIN froms AS valid_from, ${names.map((name) => `${name} AS plan_${name}`).join(', ')}
) AS plan_periods USING (company_id, ${createdAt})`
}

/** From the most specific: network, longest number prefix, country, any. A recipient is E.164 with its plus. */
function destinations(of: ColumnName): string {
  const stated = (name: string) => `if(${of(name)} = '', [], [toString(${of(name)})])`
  const prefixes =
    'arrayMap(digits -> substring(number_start, 1, digits + 1), arrayFilter(digits -> digits < length(number_start), plan_prefix_lengths))'
  return `arrayConcat(${stated('network')}, ${prefixes}, ${stated('country')}, ['any'])`
}

/** From the most specific: category, kind, every kind. */
function kinds(of: ColumnName): string {
  const stated = (name: string) => `if(${of(name)} = '', [], [toString(${of(name)})])`
  return `arrayConcat(${stated('category')}, ${stated('kind')}, [''])`
}

/** As much of the number as a prefix can be of. */
function numberStart(of: ColumnName): Columns {
  const number = of('recipient')
  const longest = 'if(empty(plan_prefix_lengths), 0, plan_prefix_lengths[1] + 1)'
  return { number_start: `if(startsWith(${number}, '+'), substring(${number}, 1, ${longest}), '')` }
}

/** What a choice can depend on, beside the prices of the period and the number. */
const choiceWords = ['channel', 'kind', 'category', 'country', 'network'] as const

/**
 * Two numbers that are equal where everything is that a choice can depend on: far cheaper to compare than the words, since the
 * engine hashes each different word of a block once. Hashes of 128 bits are what it compares texts by itself; the beginning
 * of a number, at most sixteen characters, is taken as it is.
 */
function choiceKeys(of: ColumnName, hasCalls: boolean): Columns {
  const hashes = [
    ...choiceWords.map((word) => `reinterpretAsUInt128(sipHash128(${of(word)}, '${word}'))`),
    ...(hasCalls ? ['toUInt128(is_call)'] : []),
  ]
  return {
    choice_words: hashes.reduce(
      (all, hash) => `bitXor(${all}, ${hash})`,
      'reinterpretAsUInt128(plan_chains)',
    ),
    choice_number: 'reinterpretAsUInt128(number_start)',
  }
}

/**
 * The choice of a rate, for the company itself and for each level above it (docs/decisions/0010-price-lists.md; the same rule
 * in memory is rating's `chooseRate`, and a property holds the two together). A destination is more specific than a kind. Rates
 * by time are for calls and match no message. Without a version there is no rate.
 */
function choiceLayers(layout: Layout, of: ColumnName, hasCalls: boolean): readonly Columns[] {
  const rates = `'${localTable(layout, ratesTable)}'`
  const price = (key: string) => `joinGet(${rates}, 'price', ${key})`
  const unit = (key: string) => `joinGet(${rates}, 'unit', ${key})`
  const byTime = hasCalls ? ` OR (is_call AND ${unit('key')} IN ('second', 'minute'))` : ''
  const chosen = (version: string) =>
    `if(${version} = '', '', arrayFirst(key -> ${unit('key')} IN ('message', 'segment')${byTime}, arrayFlatten(arrayMap(destination -> arrayMap(kind -> concat(${version}, '|', ${of('channel')}, '|', kind, '|', destination), price_kinds), price_destinations))))`
  return [
    { price_kinds: kinds(of), price_destinations: destinations(of) },
    {
      own_rate: chosen('plan_own_versions'),
      upper_rates: `arrayMap(version -> ${chosen('version')}, plan_upper_versions)`,
    },
    {
      own_price: price('own_rate'),
      own_by_segment: `${unit('own_rate')} = 'segment'`,
      upper_prices: `arrayMap(key -> ${price('key')}, upper_rates)`,
      upper_by_segment: `arrayMap(key -> ${unit('key')} = 'segment', upper_rates)`,
      ...(hasCalls ? timeColumns(layout, unit) : {}),
    },
  ]
}

/** What a charge by time needs of its rate, and whether its list sells calls at all: of each level its own. */
const timeNames = ['by_time', 'by_minute', 'first_s', 'step_s', 'sells_calls'] as const

function timeColumns(layout: Layout, unit: (key: string) => string): Columns {
  const increments = `'${localTable(layout, rateIncrementsTable)}'`
  const increment = (name: string, key: string) => `joinGet(${increments}, '${name}', ${key})`
  const of: Readonly<Record<(typeof timeNames)[number], (key: string, version: string) => string>> = {
    by_time: (key) => `${unit(key)} IN ('second', 'minute')`,
    by_minute: (key) => `${unit(key)} = 'minute'`,
    first_s: (key) => increment('first_s', key),
    step_s: (key) => increment('step_s', key),
    sells_calls: (_, version) => `${increment('first_s', `concat(${version}, '|${callChannel}')`)} > 0`,
  }
  return Object.fromEntries(
    timeNames.flatMap((name) => [
      [`own_${name}`, of[name]('own_rate', 'plan_own_versions')],
      [
        `upper_${name}`,
        `arrayMap((key, version) -> ${of[name]('key', 'version')}, upper_rates, plan_upper_versions)`,
      ],
    ]),
  )
}

const chosenColumns = [
  'own_rate',
  'own_price',
  'own_by_segment',
  'upper_rates',
  'upper_prices',
  'upper_by_segment',
]

/**
 * Adds the choice to each row. Few messages differ in what it depends on, so that where the rows can be read twice each
 * distinct combination is looked up once.
 */
function withChoices(
  source: string,
  layout: Layout,
  of: ColumnName,
  { isStored, hasCalls }: RatedRows,
): string {
  const isCall = hasCalls ? { is_call: `${of('provider')} = '${callProvider}'` } : {}
  const rows = withLayers(withPeriods(source, layout, of), [{ ...numberStart(of), ...isCall }])
  if (!isStored) return withLayers(rows, choiceLayers(layout, of, hasCalls))
  const choices = choiceKeys(of, hasCalls)
  const keyed = withLayers(rows, [choices])
  const keys = Object.keys(choices).join(', ')
  const chosen = hasCalls
    ? [...chosenColumns, ...timeNames.flatMap((name) => [`own_${name}`, `upper_${name}`])]
    : chosenColumns
  const parts = [
    ...choiceWords.map(of),
    'number_start',
    'plan_own_versions',
    'plan_upper_versions',
    'plan_prefix_lengths',
    ...Object.keys(isCall),
  ]
  const combinations = `SELECT ${keys}, ${parts.map((name) => `any(rows.${name}) AS ${name}`).join(', ')}
FROM (
${keyed}
) AS rows
GROUP BY ${keys}`
  return `SELECT * FROM (
${keyed}
) AS unrated_rows
LEFT ANY JOIN (
SELECT ${keys}, ${chosen.join(', ')} FROM (
${withLayers(combinations, choiceLayers(layout, of, hasCalls))}
)
) AS choices USING (${keys})`
}

/** How a level's charge is worked out: `own_` of the message's own company, nothing of one above it. */
type LevelPrefix = 'own_' | ''

/**
 * Units that are charged. A message has at least one segment, also where nobody said how many. Time is rounded up to the first increment,
 * then in steps; minutes are counted in seconds; a call without a talk is free. As rating's `chargedQuantity`.
 */
function quantityOf(prefix: LevelPrefix, of: ColumnName, hasCalls: boolean): string {
  const segments = `greatest(${of('segments')} * ${prefix}by_segment, 1)`
  if (!hasCalls) return segments
  const [seconds, first, step] = [`toInt64(${of('seconds')})`, `${prefix}first_s`, `${prefix}step_s`]
  const steps = `intDiv(greatest(${seconds} - ${first}, 0) + ${step} - 1, greatest(${step}, 1))`
  const billed = `(${seconds} > 0) * (${first} + ${steps} * ${step})`
  return `toUInt32(${prefix}by_time * ${billed} + (1 - ${prefix}by_time) * ${segments})`
}

/** A price per minute is of sixty units, and does not come out whole: rounded once, half up. All others are exact. */
function amountOf(price: string, quantity: string, byMinute: string | null): string {
  if (byMinute === null) return `CAST(${price} * ${quantity}, 'Decimal(18, 6)')`
  const half = `toDecimal64('0.00003', 6) * ${byMinute}`
  return `CAST((${price} * ${quantity} + ${half}) / (1 + 59 * ${byMinute}), 'Decimal(18, 6)')`
}

/** Chats and calls cost only where a price list says so: most lists have no rates for them, and nothing is amiss. */
function isForSale(prefix: LevelPrefix, key: string, hasCalls: boolean): string {
  const ofChats = `NOT (of_chat AND ${key} = '')`
  return hasCalls ? `${ofChats} AND NOT (is_call AND ${key} = '' AND NOT ${prefix}sells_calls)` : ofChats
}

/** Quantity, amount and state, from the choices. */
function chargeLayers(of: ColumnName, hasCalls: boolean): readonly Columns[] {
  const isDue = (onDelivery: string) => `if(has(${onDelivery}, ${of('channel')}), arrived, handed_over)`
  return [
    { handed_over: isHandedOver(of), arrived: isArrived(of) },
    { of_chat: `${of('provider')} = '${chatMessageProvider}'` },
    {
      own_due: `bitAnd(plan_has_own, ${isDue('plan_own_on_delivery')}) AND ${isForSale('own_', 'own_rate', hasCalls)}`,
    },
    {
      // Bits and not conditions: what stands under a condition the engine works out anew wherever it is used.
      is_charged: `bitAnd(own_due, own_rate != '')`,
      rated_upper: upperCharges(of, isDue('on_delivery'), hasCalls),
      rated_is_priced: 'plan_revision > 0',
    },
    {
      rated_charge_state: `multiIf(is_charged, 'charged', own_due, 'unrated', 'none')`,
      rated_charge_reason: `multiIf(is_charged OR NOT own_due, '', plan_own_versions = '', 'no_price_list', 'no_rate')`,
      rated_charge_currency: `if(is_charged, plan_own_currencies, '')`,
      rated_charge_rate: `if(is_charged, own_rate, '')`,
      rated_charge_price: 'own_price * is_charged',
      rated_charge_quantity: `toUInt32(is_charged * ${quantityOf('own_', of, hasCalls)})`,
    },
    {
      rated_charge: amountOf(
        'rated_charge_price',
        'rated_charge_quantity',
        hasCalls ? 'own_by_minute' : null,
      ),
    },
  ]
}

/** The charge of each level above the message's own company. */
function upperCharges(of: ColumnName, isDue: string, hasCalls: boolean): string {
  const quantity = quantityOf('', of, hasCalls)
  const amount = amountOf('price', quantity, hasCalls ? 'by_minute' : null)
  const names = ['by_segment', ...(hasCalls ? timeNames : [])]
  return `CAST(arrayMap((payer, on_delivery, version, currency, key, price, ${names.join(', ')}) -> if(${isDue} AND ${isForSale('', 'key', hasCalls)},
    if(key = '', (payer, if(version = '', 'no_price_list', 'no_rate'), '', toDecimal64(0, 6), toUInt32(0), toDecimal64(0, 6), ''),
      (payer, 'charged', key, price, ${quantity}, ${amount}, currency)),
    (payer, 'none', '', toDecimal64(0, 6), toUInt32(0), toDecimal64(0, 6), '')),
  plan_upper_payers, plan_upper_on_delivery, plan_upper_versions, plan_upper_currencies, upper_rates, upper_prices,
  ${names.map((name) => `upper_${name}`).join(', ')}), 'Array(${upperChargeType.replaceAll("'", "\\'")})')`
}

/** Adds to rows with a message's columns those of its charge, each under its name with `rated_` before it. */
export function ratedSelect(source: string, layout: Layout, of: ColumnName, rows: RatedRows): string {
  return withLayers(withChoices(source, layout, of, rows), chargeLayers(of, rows.hasCalls))
}
