import { z } from 'zod'
import { periodPresets } from '../../../src/core/time/index.ts'

/** Filters that stand in the address by their own names, several values each. */
export const filterNames = [
  'channel',
  'status',
  'connection',
  'sender',
  'country',
  'network',
  'campaign',
  'template',
  'kind',
  'error',
] as const
export type FilterName = (typeof filterNames)[number]

/** In an address, the value of a filter that means "not known" (null in the API). */
export const notKnownValue = ''

const maxValues = 100
const oneOrMore = z.union([z.array(z.string().max(500)).max(maxValues), z.string().transform((one) => [one])])
export const listParam = oneOrMore.optional().catch(undefined)
const wholeNumbers = (min: number, max: number) =>
  z
    .union([z.array(z.coerce.number()), z.coerce.number().transform((one) => [one])])
    .transform((all) => all.filter((one) => Number.isInteger(one) && one >= min && one <= max))
    .optional()
    .catch(undefined)
const instantParam = z.iso.datetime({ offset: true }).optional().catch(undefined)

/**
 * What is looked at: a period and filters. Every statistics page and the message list hold it in their address, so a
 * link reproduces the page. Values that make no sense are left out rather than refused: an old link still opens.
 */
export const selectionSearchShape = {
  /** A named period; `from` and `to` go before it. */
  period: z.enum(periodPresets).optional().catch(undefined),
  from: instantParam,
  to: instantParam,
  channel: listParam,
  status: listParam,
  connection: listParam,
  sender: listParam,
  country: listParam,
  network: listParam,
  campaign: listParam,
  template: listParam,
  kind: listParam,
  error: listParam,
  weekday: wholeNumbers(1, 7),
  hour: wholeNumbers(0, 23),
} as const

export const selectionSearchSchema = z.object(selectionSearchShape)
export type SelectionSearch = z.output<typeof selectionSearchSchema>
