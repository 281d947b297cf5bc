import { deliveredStatuses, handedOverStatuses, progressRank } from '../../contract/index.ts'
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

const planColumns = ['revision', ...pricePlans.columns.slice(2).map((column) => column.split(' ')[0])]

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

/** The period of the plan, 0 where there is none (of which everything is blank), and whether the message is due by either rule. */
function periodLayer(of: ColumnName): Columns {
  return {
    plan_period: `arrayFirstIndex((valid_from, valid_to) -> ${of('created_at')} >= valid_from AND ${of('created_at')} < valid_to, plan_froms, plan_tos)`,
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
 * The choice of a rate, for the company itself and for each level above it (docs/decisions/0010-price-lists.md; the same rule
 * in memory is rating's `chooseRate`, and a property holds the two together). A destination is more specific than a kind. Rates
 * by time are for calls and match no message. Without a version there is no rate.
 */
function choiceLayers(layout: Layout, of: ColumnName): readonly Columns[] {
  const rates = `'${localTable(layout, ratesTable)}'`
  const price = (key: string) => `joinGet(${rates}, 'price', ${key})`
  const unit = (key: string) => `joinGet(${rates}, 'unit', ${key})`
  const isDue = (onDelivery: string) => `if(has(${onDelivery}, ${of('channel')}), arrived, handed_over)`
  const chosen = (version: string, due: string) =>
    `if(${due} AND ${version} != '', arrayFirst(key -> ${unit('key')} IN ('message', 'segment'), arrayFlatten(arrayMap(destination -> arrayMap(kind -> concat(${version}, '|', ${of('channel')}, '|', kind, '|', destination), price_kinds), price_destinations))), '')`
  return [
    {
      price_kinds: kinds(of),
      price_destinations: destinations(of),
      own_version: 'plan_own_versions[plan_period]',
      own_due: `plan_has_own[plan_period] AND ${isDue('plan_own_on_delivery[plan_period]')}`,
      level_versions: 'plan_upper_versions[plan_period]',
      level_due: `arrayMap(on_delivery -> ${isDue('on_delivery')}, plan_upper_on_delivery[plan_period])`,
    },
    {
      own_rate: chosen('own_version', 'own_due'),
      level_rates: `arrayMap((level_version, is_due) -> ${chosen('level_version', 'is_due')}, level_versions, level_due)`,
      // A message has at least one segment, also where nobody said how many.
      charged_segments: `greatest(toUInt32(${of('segments')}), 1)`,
    },
    {
      own_price: price('own_rate'),
      own_quantity: quantityOf('own_rate', `${unit('own_rate')} = 'segment'`),
      level_prices: `arrayMap(key -> ${price('key')}, level_rates)`,
      level_quantities: `arrayMap(key -> ${quantityOf('key', `${unit('key')} = 'segment'`)}, level_rates)`,
    },
  ]
}

function quantityOf(key: string, isBySegment: string): string {
  return `toUInt32(multiIf(${key} = '', 0, ${isBySegment}, charged_segments, 1))`
}

function amountOf(price: string, quantity: string): string {
  return `CAST(${price} * ${quantity}, 'Decimal(18, 6)')`
}

/** The columns of a charge, from what the layers made. */
const ratedLayers: readonly Columns[] = [
  {
    rated_charge_state: `multiIf(NOT own_due, 'none', own_rate != '', 'charged', 'unrated')`,
    rated_charge: amountOf('own_price', 'own_quantity'),
    rated_charge_rate: 'own_rate',
    rated_charge_price: 'own_price',
    rated_charge_quantity: 'own_quantity',
    rated_upper: `CAST(arrayMap((payer, is_due, level_version, key, price, quantity, currency) -> (
    payer,
    multiIf(NOT is_due, 'none', key != '', 'charged', level_version = '', 'no_price_list', 'no_rate'),
    key, price, quantity, ${amountOf('price', 'quantity')}, if(key = '', '', currency)),
  plan_upper_payers[plan_period], level_due, level_versions, level_rates, level_prices, level_quantities,
  plan_upper_currencies[plan_period]), 'Array(${upperChargeType.replaceAll("'", "\\'")})')`,
    rated_is_priced: 'plan_revision > 0',
  },
  {
    rated_charge_reason: `multiIf(rated_charge_state != 'unrated', '', own_version = '', 'no_price_list', 'no_rate')`,
    rated_charge_currency: `if(rated_charge_state = 'charged', plan_own_currencies[plan_period], '')`,
  },
]

/** Adds to rows with a message's columns those of its charge, each under its name with `rated_` before it. */
export function ratedSelect(source: string, layout: Layout, of: ColumnName): string {
  return withLayers(withPlans(source, layout), [periodLayer(of), ...choiceLayers(layout, of), ...ratedLayers])
}
