import {
  chatMessageProvider,
  deliveredStatuses,
  handedOverStatuses,
  progressRank,
} from '../../contract/index.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { type Columns, withLayers } from '../fold/columns.ts'
import { pricePlans, ratesTable, upperChargeType } from '../schema/tables.ts'

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
function choiceKeys(of: ColumnName): Columns {
  const hashes = choiceWords.map((word) => `reinterpretAsUInt128(sipHash128(${of(word)}, '${word}'))`)
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
function choiceLayers(layout: Layout, of: ColumnName): readonly Columns[] {
  const rates = `'${localTable(layout, ratesTable)}'`
  const price = (key: string) => `joinGet(${rates}, 'price', ${key})`
  const unit = (key: string) => `joinGet(${rates}, 'unit', ${key})`
  const chosen = (version: string) =>
    `if(${version} = '', '', arrayFirst(key -> ${unit('key')} IN ('message', 'segment'), arrayFlatten(arrayMap(destination -> arrayMap(kind -> concat(${version}, '|', ${of('channel')}, '|', kind, '|', destination), price_kinds), price_destinations))))`
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
    },
  ]
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
function withChoices(source: string, layout: Layout, of: ColumnName, isStored: boolean): string {
  const rows = withLayers(withPeriods(source, layout, of), [numberStart(of)])
  if (!isStored) return withLayers(rows, choiceLayers(layout, of))
  const keyed = withLayers(rows, [choiceKeys(of)])
  const keys = Object.keys(choiceKeys(of)).join(', ')
  const parts = [
    ...choiceWords.map(of),
    'number_start',
    'plan_own_versions',
    'plan_upper_versions',
    'plan_prefix_lengths',
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
SELECT ${keys}, ${chosenColumns.join(', ')} FROM (
${withLayers(combinations, choiceLayers(layout, of))}
)
) AS choices USING (${keys})`
}

function amountOf(price: string, quantity: string): string {
  return `CAST(${price} * ${quantity}, 'Decimal(18, 6)')`
}

/** Quantity, amount and state, from the choices. A message has at least one segment, also where nobody said how many. */
function chargeLayers(of: ColumnName): readonly Columns[] {
  const isDue = (onDelivery: string) => `if(has(${onDelivery}, ${of('channel')}), arrived, handed_over)`
  const units = (isBySegment: string) => `greatest(${of('segments')} * ${isBySegment}, 1)`
  return [
    { handed_over: isHandedOver(of), arrived: isArrived(of) },
    { of_chat: `${of('provider')} = '${chatMessageProvider}'` },
    // What is said in chats costs only where a price list says so: most lists have no rates for it, and nothing is amiss.
    { own_due: `bitAnd(plan_has_own, ${isDue('plan_own_on_delivery')}) AND NOT (of_chat AND own_rate = '')` },
    {
      // Bits and not conditions: what stands under a condition the engine works out anew wherever it is used.
      is_charged: `bitAnd(own_due, own_rate != '')`,
      rated_upper: `CAST(arrayMap((payer, on_delivery, version, currency, key, price, by_segment) -> if(${isDue('on_delivery')} AND NOT (of_chat AND key = ''),
    if(key = '', (payer, if(version = '', 'no_price_list', 'no_rate'), '', toDecimal64(0, 6), toUInt32(0), toDecimal64(0, 6), ''),
      (payer, 'charged', key, price, ${units('by_segment')}, ${amountOf('price', units('by_segment'))}, currency)),
    (payer, 'none', '', toDecimal64(0, 6), toUInt32(0), toDecimal64(0, 6), '')),
  plan_upper_payers, plan_upper_on_delivery, plan_upper_versions, plan_upper_currencies, upper_rates, upper_prices,
  upper_by_segment), 'Array(${upperChargeType.replaceAll("'", "\\'")})')`,
      rated_is_priced: 'plan_revision > 0',
    },
    {
      rated_charge_state: `multiIf(is_charged, 'charged', own_due, 'unrated', 'none')`,
      rated_charge_reason: `multiIf(is_charged OR NOT own_due, '', plan_own_versions = '', 'no_price_list', 'no_rate')`,
      rated_charge_currency: `if(is_charged, plan_own_currencies, '')`,
      rated_charge_rate: `if(is_charged, own_rate, '')`,
      rated_charge_price: 'own_price * is_charged',
      rated_charge_quantity: `toUInt32(is_charged * ${units('own_by_segment')})`,
    },
    { rated_charge: amountOf('rated_charge_price', 'rated_charge_quantity') },
  ]
}

/**
 * Adds to rows with a message's columns those of its charge, each under its name with `rated_` before it.
 * `isStored`: the rows stand in a table, so that reading them twice costs little.
 */
export function ratedSelect(source: string, layout: Layout, of: ColumnName, isStored: boolean): string {
  return withLayers(withChoices(source, layout, of, isStored), chargeLayers(of))
}
