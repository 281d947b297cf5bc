import type { Area } from '../catalogue-types.ts'

export const unrated = {
  title: { one: '{n} message has no price', other: '{n} messages have no price' },
  why_no_rate: { one: '{n} without a rate in the price list', other: '{n} without a rate in the price list' },
  why_no_price_list: { one: '{n} without a price list in force', other: '{n} without a price list in force' },
  show: 'Show which',
  dialog: 'Messages without a price',
  text: 'They are not charged until they have one. Add what is missing to a new version of the price list, publish it and put it in force from before the first message: they are then rated again by themselves.',
  text_dependants:
    'For messages of companies that depend on yours, your own prices have no rate: whoever sells to you adds it.',
  of_dependants: { one: '{n} of dependent companies', other: '{n} of dependent companies' },
  traffic: 'Whose',
  traffic_own: 'Own',
  traffic_dependants: 'Dependent companies',
  reason: 'Reason',
  reason_no_rate: 'No rate',
  reason_no_price_list: 'No price list in force',
  channel: 'Channel',
  kind: 'Kind',
  country: 'Country',
  network: 'Network',
  messages: 'Messages',
  first: 'First',
  last: 'Last',
  to_price_lists: 'Go to price lists',
} as const satisfies Area
