/**
 * The one language of colour of Tallybook: pages, PNG, PDF and Excel take it from here. Each meaning keeps its hue in
 * both themes and only its lightness is tuned. `palette.test.ts` holds the pairs apart for the three kinds of colour
 * blindness.
 */
export type ColorScheme = 'light' | 'dark'

/** What a reader tells apart in a message's life. Finer API statuses are drawn with the colour of their step. */
export const statusKeys = [
  'delivered',
  'read',
  'sent',
  'not_sent',
  'unconfirmed',
  'failed',
  'rejected',
  'expired',
  'cancelled',
] as const
export type StatusKey = (typeof statusKeys)[number]

export type Shades = Readonly<Record<ColorScheme, string>>

export const statusColors: Readonly<Record<StatusKey, Shades>> = {
  delivered: { light: '#1a9672', dark: '#4fcb9e' },
  read: { light: '#1f49bd', dark: '#4d83ed' },
  sent: { light: '#6ab4e7', dark: '#a9d6fa' },
  not_sent: { light: '#cdd1d8', dark: '#646b76' },
  unconfirmed: { light: '#8d95a1', dark: '#8d95a1' },
  failed: { light: '#ee4139', dark: '#fc675c' },
  rejected: { light: '#6d0a22', dark: '#842b3a' },
  expired: { light: '#f5b02e', dark: '#f0b315' },
  cancelled: { light: '#77441e', dark: '#8c551f' },
}

/** Statuses that are hatched besides being coloured: grey alone would not tell them from "in progress". */
export const hatchedStatuses: ReadonlySet<StatusKey> = new Set(['unconfirmed'])

export const channelColors = {
  sms: { light: '#314b85', dark: '#4a78c2' },
  viber: { light: '#9b6af4', dark: '#a882ff' },
  email: { light: '#f0a01c', dark: '#f9be6a' },
  whatsapp: { light: '#0c884e', dark: '#1ea865' },
  push: { light: '#de5ea1', dark: '#f584ba' },
} as const satisfies Record<string, Shades>

/** Channels beyond the five well-known ones take these in the order of their names' appearance. */
const furtherChannelColors: readonly Shades[] = [
  { light: '#0e8fa3', dark: '#3fb8cb' },
  { light: '#a3592a', dark: '#c98152' },
  { light: '#7d8791', dark: '#8a929c' },
]

/** Lines that show neither a status nor a channel: percentiles from the lightest to the darkest, and money. */
export const percentileColors: Readonly<Record<'p50' | 'p90' | 'p99', Shades>> = {
  p50: { light: '#1f49bd', dark: '#a9c6ff' },
  p90: { light: '#8a63d2', dark: '#a882ff' },
  p99: { light: '#d1568f', dark: '#f584ba' },
}
export const accentColor: Shades = { light: '#3b5bdb', dark: '#748ffc' }

/** What becomes of chats. What is counted by none of these has a colour of its own below. */
export const chatStateColors = {
  new: statusColors.read,
  closed: statusColors.delivered,
  reopened: statusColors.expired,
  unanswered: statusColors.failed,
} as const satisfies Record<string, Shades>

/** Who writes, answers or closes; handed over is between the bot and the operator, nobody is grey. */
export const actorColors = {
  customer: channelColors.sms,
  operator: channelColors.whatsapp,
  bot: channelColors.viber,
  handed_over: channelColors.email,
  nobody: { light: '#b3bac4', dark: '#646b76' },
} as const satisfies Record<string, Shades>

/** From the fastest answers to the slowest. */
export const speedColors = [
  statusColors.delivered,
  statusColors.sent,
  statusColors.expired,
  statusColors.failed,
  statusColors.rejected,
] as const satisfies readonly Shades[]

/** Chats that are open, and those of them that wait for an answer. */
export const backlogColors = { open: statusColors.sent, waiting: channelColors.viber } as const

/** Parts without a colour of their own, in a fixed order; whatever is beyond the sixth is "other". */
export const partColors = [
  channelColors.sms,
  channelColors.whatsapp,
  channelColors.email,
  channelColors.viber,
  channelColors.push,
  statusColors.sent,
] as const satisfies readonly Shades[]
export const otherColor: Shades = statusColors.not_sent

/** From nothing to the most, for heat maps; one hue, so that lightness alone carries the order. */
export const heatColors: Readonly<Record<ColorScheme, readonly string[]>> = {
  light: ['#eef2fb', '#c9d6f5', '#94aeea', '#5a7fd8', '#2f56b8', '#1b3a87'],
  dark: ['#1f2530', '#263a63', '#31549a', '#4573c9', '#74a0ea', '#bcd4fb'],
}

export function statusColor(status: StatusKey, scheme: ColorScheme): string {
  return statusColors[status][scheme]
}

/** The fixed colour of a channel; an unknown channel always gets the same one of the further colours. */
export function channelColor(channel: string, scheme: ColorScheme): string {
  if (Object.hasOwn(channelColors, channel))
    return channelColors[channel as keyof typeof channelColors][scheme]
  let sum = 0
  for (const character of channel) sum += character.codePointAt(0) ?? 0
  const shades = furtherChannelColors[sum % furtherChannelColors.length] ?? accentColor
  return shades[scheme]
}
