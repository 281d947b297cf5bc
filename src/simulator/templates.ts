import type { Channel, Kind } from './channel-models.ts'
import type { Weighted } from './weighted-choice.ts'

/** A text of the company, with its placeholders filled in as they typically are. */
export interface Template extends Weighted {
  readonly name: string
  readonly kind: Kind
  /** As the provider of the channel classifies it. */
  readonly category: string
  readonly text: string
  readonly hasLink: boolean
}

export const serviceTemplates: readonly Template[] = [
  {
    weight: 34,
    name: 'one-time-code',
    kind: 'service',
    category: 'authentication',
    text: '482913 is your code. Never share it with anyone.',
    hasLink: false,
  },
  {
    weight: 22,
    name: 'order-confirmed',
    kind: 'service',
    category: 'utility',
    text: 'Thank you. We have received order 10-48213 and are packing it. Follow it here: https://nord.example/o/48213',
    hasLink: true,
  },
  {
    weight: 18,
    name: 'parcel-on-its-way',
    kind: 'service',
    category: 'utility',
    text:
      'Your parcel 00340434161094 is on its way and should arrive tomorrow between 10:00 and 14:00. If nobody is at ' +
      'home, the courier leaves it with a neighbour. Change the time or place: https://nord.example/p/61094',
    hasLink: true,
  },
  {
    weight: 10,
    name: 'appointment-reminder',
    kind: 'service',
    category: 'utility',
    text: 'Tomorrow at 09:30: your appointment with us. Reply 1 to confirm, 2 to move it.',
    hasLink: false,
  },
  {
    weight: 9,
    name: 'pickup-ready-ru',
    kind: 'service',
    category: 'utility',
    text: 'Ваш заказ 48213 ждёт вас в пункте выдачи до пятницы, 20:00. Не забудьте документ. Код получения: 7719.',
    hasLink: false,
  },
  {
    weight: 7,
    name: 'payment-received',
    kind: 'service',
    category: 'utility',
    text: 'We have received your payment of €48.90. Thank you.',
    hasLink: false,
  },
]

export const advertisingTemplates: readonly Template[] = [
  {
    weight: 40,
    name: 'offer-short',
    kind: 'advertising',
    category: 'marketing',
    text: 'Only until Sunday: 20% off everything for you. https://nord.example/s Stop: reply STOP',
    hasLink: true,
  },
  {
    weight: 35,
    name: 'offer-long',
    kind: 'advertising',
    category: 'marketing',
    text:
      'The new season is here, and you see it first: jackets, boots and everything for long walks, with free ' +
      'delivery until the end of the month. Take a look: https://nord.example/new. To stop these messages, reply STOP.',
    hasLink: true,
  },
  {
    weight: 25,
    name: 'offer-ru',
    kind: 'advertising',
    category: 'marketing',
    text: 'Скидка 20 % на всё до воскресенья. Выбрать: https://nord.example/s Отказаться: ответьте СТОП',
    hasLink: true,
  },
]

/** Names under which the company sends, by channel. The first ones send most. */
export const senders: Readonly<Record<Channel, readonly (Weighted & { readonly name: string })[]>> = {
  sms: [
    { weight: 70, name: 'NORD' },
    { weight: 20, name: 'NordShop' },
    { weight: 10, name: '+4915735980000' },
  ],
  viber: [{ weight: 1, name: 'Nord & Co' }],
  whatsapp: [
    { weight: 80, name: '+4930901820' },
    { weight: 20, name: '+4940901820' },
  ],
  email: [
    { weight: 60, name: 'orders@nord.example' },
    { weight: 40, name: 'news@nord.example' },
  ],
  push: [
    { weight: 65, name: 'nord-android' },
    { weight: 35, name: 'nord-ios' },
  ],
}

/** What campaigns are called; the date of the campaign is added. */
export const campaignThemes = [
  'weekend-offer',
  'new-collection',
  'abandoned-carts',
  'loyalty-points',
  'flash-sale',
  'win-back',
  'birthday-club',
  'free-delivery',
] as const
