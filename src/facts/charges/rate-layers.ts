import { deliveredStatuses, handedOverStatuses, progressRank } from '../../contract/index.ts'
import { type Layout, localTable } from '../connect/topology.ts'
import { type Columns, withLayers } from '../fold/columns.ts'
import { ratesTable } from '../schema/tables.ts'

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

const planColumns = [
  'revision',
  'froms',
  'tos',
  'payers',
  'versions',
  'currencies',
  'on_delivery',
  'prefix_lengths',
] as const

/** Adds the plan of each row's company; its revision is 0 where the company has none. */
function withPlans(source: string, layout: Layout): string {
  return `SELECT * FROM (
${source}
) AS priced_rows
LEFT ANY JOIN (
SELECT company_id, ${planColumns.map((name) => `${name} AS plan_${name}`).join(', ')}
FROM ${localTable(layout, 'price_plans')} FINAL
) AS plans USING (company_id)`
}

/** The period of the plan, 0 where there is none, and whether the message is due by either rule. */
function periodLayer(of: ColumnName): Columns {
  return {
    plan_period: `arrayFirstIndex((valid_from, valid_to) -> ${of('created_at')} >= valid_from AND ${of('created_at')} < valid_to, plan_froms, plan_tos)`,
    // Before a company's first prices nothing is charged and nothing is missing.
    is_after_start: `notEmpty(plan_froms) AND ${of('created_at')} >= plan_froms[1]`,
    handed_over: isHandedOver(of),
    arrived: isArrived(of),
  }
}

/** From the most specific: network, longest number prefix, country, any. A recipient is E.164 with its plus. */
function destinations(of: ColumnName): string {
  const number = of('recipient')
  const prefixes = `if(startsWith(${number}, '+'), arrayMap(digits -> substring(${number}, 1, digits + 1), arrayFilter(digits -> digits < length(${number}), plan_prefix_lengths)), [])`
  return `arrayConcat(if(${of('network')} = '', [], [${of('network')}]), ${prefixes}, if(${of('country')} = '', [], [${of('country')}]), ['any'])`
}

/** From the most specific: category, kind, every kind. */
function kinds(of: ColumnName): string {
  const stated = (name: string) => `if(${of(name)} = '', [], [toString(${of(name)})])`
  return `arrayConcat(${stated('category')}, ${stated('kind')}, [''])`
}

/**
 * The choice of a rate for every level of the chain of payers at once (docs/decisions/0010-price-lists.md; the same rule in
 * memory is rating's `chooseRate`, and a property holds the two together). A destination is more specific than a kind. Rates
 * by time are for calls and match no message.
 */
function choiceLayers(layout: Layout, of: ColumnName): readonly Columns[] {
  const rates = `'${localTable(layout, ratesTable)}'`
  const unit = (key: string) => `joinGet(${rates}, 'unit', ${key})`
  const keys = `arrayFlatten(arrayMap(destination -> arrayMap(kind -> concat(version, '|', ${of('channel')}, '|', kind, '|', destination), price_kinds), price_destinations))`
  return [
    {
      price_kinds: kinds(of),
      price_destinations: destinations(of),
      level_payers: 'plan_payers[plan_period]',
      level_currencies: 'plan_currencies[plan_period]',
      level_versions: 'plan_versions[plan_period]',
      level_due: `arrayMap(on_delivery -> if(has(on_delivery, ${of('channel')}), arrived, handed_over), plan_on_delivery[plan_period])`,
    },
    {
      level_rates: `arrayMap((version, due) -> if(due, arrayFirst(key -> ${unit('key')} IN ('message', 'segment'), ${keys}), ''), level_versions, level_due)`,
    },
    {
      level_prices: `arrayMap(key -> joinGet(${rates}, 'price', key), level_rates)`,
      level_by_segment: `arrayMap(key -> ${unit('key')} = 'segment', level_rates)`,
    },
  ]
}

/** Quantity and amount; a message has at least one segment, also where nobody said how many. */
function amountLayers(of: ColumnName): readonly Columns[] {
  return [
    {
      level_quantities: `arrayMap((key, by_segment) -> multiIf(key = '', 0, by_segment, greatest(toUInt32(${of('segments')}), 1), 1), level_rates, level_by_segment)`,
    },
    {
      level_amounts:
        "arrayMap((price, quantity) -> CAST(price * quantity, 'Decimal(18, 6)'), level_prices, level_quantities)",
    },
    {
      rated_charge_state: `multiIf(
    NOT is_after_start, 'none',
    empty(level_versions), if(handed_over, 'unrated', 'none'),
    NOT level_due[1], 'none',
    level_rates[1] = '', 'unrated',
    'charged')`,
    },
    ratedColumns,
  ]
}

/** The columns of a charge, from what the layers made. */
const ratedColumns: Columns = {
  rated_charge_reason: `multiIf(rated_charge_state != 'unrated', '', empty(level_versions), 'no_price_list', 'no_rate')`,
  rated_charge: 'level_amounts[1]',
  rated_charge_currency: `if(rated_charge_state = 'charged', level_currencies[1], '')`,
  rated_charge_rate: 'level_rates[1]',
  rated_charge_price: 'level_prices[1]',
  rated_charge_quantity: 'toUInt32(level_quantities[1])',
  rated_upper_payers: 'arraySlice(level_payers, 2)',
  rated_upper_rates: 'arraySlice(level_rates, 2)',
  rated_upper_prices: 'arraySlice(level_prices, 2)',
  rated_upper_quantities: "CAST(arraySlice(level_quantities, 2), 'Array(UInt32)')",
  rated_upper_amounts: 'arraySlice(level_amounts, 2)',
  rated_upper_currencies: 'arraySlice(level_currencies, 2)',
  rated_is_priced: 'plan_revision > 0',
}

/** Adds to rows with a message's columns those of its charge, each under its name with `rated_` before it. */
export function ratedSelect(source: string, layout: Layout, of: ColumnName): string {
  return withLayers(withPlans(source, layout), [
    periodLayer(of),
    ...choiceLayers(layout, of),
    ...amountLayers(of),
  ])
}
