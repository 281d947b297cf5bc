import type { Weighted } from '../weighted-choice.ts'

/** A website's widget or a linked account of the simulated company. */
export interface DeskChannel extends Weighted {
  readonly id: string
  readonly name: string
  readonly messenger: string
  /** A bot answers first. */
  readonly hasBot: boolean
  /** Visitors of a page leave; whoever writes by a messenger can wait. */
  readonly isPage: boolean
}

/** A group of operators, with what it is asked about. */
export interface DeskGroup extends Weighted {
  readonly id: string
  readonly name: string
  readonly topics: readonly string[]
  readonly isOpenAtWeekends: boolean
  /** Most of its chats come by this channel; empty: by all of them. */
  readonly ownChannelId: string
}

export interface DeskOperator {
  readonly id: string
  readonly name: string
  readonly groupId: string
  /** How long they take, compared with the others. */
  readonly slowness: number
  /** What it adds to the share of ratings that are not good. */
  readonly grumpiness: number
}

/** The configured chats, as a shop would have them. */
export const deskChannels: readonly DeskChannel[] = [
  { id: 'web-shop', name: 'Online shop', messenger: 'web', hasBot: true, isPage: true, weight: 30 },
  { id: 'web-help', name: 'Help pages', messenger: 'web', hasBot: false, isPage: true, weight: 11 },
  {
    id: 'wa-orders',
    name: 'WhatsApp orders',
    messenger: 'whatsapp',
    hasBot: true,
    isPage: false,
    weight: 21,
  },
  {
    id: 'wa-business',
    name: 'WhatsApp for businesses',
    messenger: 'whatsapp',
    hasBot: false,
    isPage: false,
    weight: 8,
  },
  { id: 'tg-bot', name: 'Telegram bot', messenger: 'telegram', hasBot: true, isPage: false, weight: 13 },
  { id: 'vb-shop', name: 'Viber', messenger: 'viber', hasBot: false, isPage: false, weight: 6 },
  { id: 'fb-page', name: 'Facebook page', messenger: 'facebook', hasBot: false, isPage: false, weight: 7 },
  { id: 'vk-club', name: 'VK community', messenger: 'vkontakte', hasBot: true, isPage: false, weight: 4 },
]

export const deskGroups: readonly DeskGroup[] = [
  {
    id: 'support',
    name: 'Customer support',
    topics: ['product', 'account', 'payment', 'voucher', 'complaint'],
    isOpenAtWeekends: true,
    ownChannelId: '',
    weight: 40,
  },
  {
    id: 'orders',
    name: 'Orders and delivery',
    topics: ['order status', 'delivery', 'address', 'cancellation'],
    isOpenAtWeekends: true,
    ownChannelId: '',
    weight: 38,
  },
  {
    id: 'returns',
    name: 'Returns and repairs',
    topics: ['return', 'refund', 'repair', 'spare part'],
    isOpenAtWeekends: false,
    ownChannelId: '',
    weight: 22,
  },
  {
    id: 'business',
    name: 'Business customers',
    topics: ['quote', 'invoice', 'large order'],
    isOpenAtWeekends: false,
    ownChannelId: 'wa-business',
    weight: 0,
  },
]

export const deskGroupNames: ReadonlyMap<string, string> = new Map(
  deskGroups.map(({ id, name }) => [id, name]),
)

const namesByGroup: Readonly<Record<string, readonly string[]>> = {
  support: ['Anna K.', 'Ben S.', 'Carla M.', 'Deniz A.', 'Eva L.', 'Felix R.'],
  orders: ['Greta W.', 'Hugo P.', 'Irina V.', 'Jonas B.', 'Katja N.'],
  returns: ['Leon F.', 'Mira D.', 'Nils G.'],
  business: ['Olga T.', 'Paul H.', 'Rosa C.'],
}

/** Invented: first names with an initial. No two work alike. */
export const deskOperators: readonly DeskOperator[] = deskGroups.flatMap(({ id: groupId }) =>
  (namesByGroup[groupId] ?? []).map((name, index) => ({
    id: `${groupId}-${index + 1}`,
    name,
    groupId,
    slowness: 0.75 + 0.17 * ((index * 3 + groupId.length) % 5),
    grumpiness: 0.04 * ((index * 2 + groupId.length) % 4) - 0.03,
  })),
)
