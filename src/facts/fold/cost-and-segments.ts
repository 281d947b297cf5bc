import type { Columns } from './columns.ts'

export const partCounts: Columns = {
  most_segments: 'max(segments)',
  most_computed_segments: 'max(computed_segments)',
  // Largest price of the part, by currency.
  prices: 'maxMapIf(map(cost_currency, assumeNotNull(cost)), cost IS NOT NULL)',
  events: 'count()',
  first_received: 'min(received_at)',
  last_received: 'max(received_at)',
}

export const messageCounts: Columns = {
  stated_segments: 'max(most_segments)',
  text_segments: 'max(most_computed_segments)',
  // Sum over the parts, by currency; the winning currency is chosen later.
  prices_by_currency: 'sumMap(prices)',
  event_count: 'sum(events)',
  first_received_at: 'min(first_received)',
  last_received_at: 'max(last_received)',
}

/** The provider's count, else that of the text, else the parts; 0 = not known. */
export const segments =
  'multiIf(stated_segments > 0, stated_segments, text_segments > 0, text_segments, parts_known)'

/** In the winning currency; null where no price was reported. */
export const cost =
  "if(mapContains(prices_by_currency, the_cost_currency), CAST(prices_by_currency[the_cost_currency], 'Decimal(18, 6)'), NULL)"
