import type { Formats } from './formats.ts'
import type { MessageKey, Translate } from './translate.ts'

type WordKey = Extract<MessageKey, `words.${string}`>

/** Values of the closed sets, by dimension. Sets are open at their end: what is not here is shown as it came. */
const wordKeys: Readonly<Record<string, Readonly<Record<string, WordKey>>>> = {
  channel: {
    sms: 'words.channel_sms',
    viber: 'words.channel_viber',
    email: 'words.channel_email',
    whatsapp: 'words.channel_whatsapp',
    push: 'words.channel_push',
  },
  status: {
    unknown: 'words.status_unknown',
    accepted: 'words.status_accepted',
    queued: 'words.status_queued',
    sent: 'words.status_sent',
    carrier_delivered: 'words.status_carrier_delivered',
    delivered: 'words.status_delivered',
    read: 'words.status_read',
    failed: 'words.status_failed',
    rejected: 'words.status_rejected',
    expired: 'words.status_expired',
    cancelled: 'words.status_cancelled',
    unconfirmed: 'words.status_unconfirmed',
    created: 'words.status_created',
    sending: 'words.status_sending',
    in_progress: 'words.status_in_progress',
    not_delivered: 'words.status_not_delivered',
  },
  messenger: {
    web: 'words.messenger_web',
    telegram: 'words.messenger_telegram',
    whatsapp: 'words.messenger_whatsapp',
    viber: 'words.messenger_viber',
    facebook: 'words.messenger_facebook',
    alice: 'words.messenger_alice',
    yandex: 'words.messenger_yandex',
    vkontakte: 'words.messenger_vkontakte',
    skype: 'words.messenger_skype',
    slack: 'words.messenger_slack',
    wechat: 'words.messenger_wechat',
    snapchat: 'words.messenger_snapchat',
    line: 'words.messenger_line',
  },
  close_by: {
    operator: 'words.close_by_operator',
    bot: 'words.close_by_bot',
    customer: 'words.close_by_customer',
    timeout: 'words.close_by_timeout',
  },
  direction: {
    inbound: 'words.direction_inbound',
    outbound: 'words.direction_outbound',
    internal: 'words.direction_internal',
  },
  result: {
    answered: 'words.result_answered',
    no_answer: 'words.result_no_answer',
    busy: 'words.result_busy',
    rejected: 'words.result_rejected',
    cancelled: 'words.result_cancelled',
    failed: 'words.result_failed',
    voicemail: 'words.result_voicemail',
  },
  kind: { service: 'words.kind_service', advertising: 'words.kind_advertising' },
}

/** The word for a value of a closed set; the value itself where there is none. */
export function wordOf(t: Translate, dimension: string, value: string): string {
  const keys = Object.hasOwn(wordKeys, dimension) ? wordKeys[dimension] : undefined
  // Values come from outside: "constructor" is a channel like any other.
  const key = keys && Object.hasOwn(keys, value) ? keys[value] : undefined
  return key === undefined ? value : t(key)
}

/** By dimension, then by id. */
export type ChatValueNames = Readonly<Record<'chat' | 'group' | 'operator', ReadonlyMap<string, string>>>

/** With what values of dimensions are written. */
export interface ValueWords {
  readonly t: Translate
  readonly formats: Formats
  /** By id. */
  readonly connectionNames: ReadonlyMap<string, string>
  /** By MCC-MNC. */
  readonly networkNames: ReadonlyMap<string, string>
  /** What configured chats, groups and operators are called, by id; where nothing is about chats there are none. */
  readonly chatNames?: ChatValueNames
}

/** A value of a dimension as a reader knows it, the same on pages and in files: `DE` is Germany. */
export function valueName(dimension: string, value: string, words: ValueWords): string {
  switch (dimension) {
    case 'country':
      return words.formats.country(value)
    case 'connection':
      return words.connectionNames.get(value) ?? value
    case 'network': {
      const name = words.networkNames.get(value)
      return name === undefined ? value : `${name}, ${value}`
    }
    case 'chat':
    case 'group':
    case 'operator':
      return words.chatNames?.[dimension].get(value) ?? value
    case 'weekday':
      return words.formats.weekday(Number(value))
    default:
      return wordOf(words.t, dimension, value)
  }
}
