/** Whether whoever asks reads numbers, addresses and customers' ids in full, or masked. */
export type PersonalDataView = 'plain' | 'masked'

/** Stands for what is not shown; always the same, so that a length says nothing either. */
const hidden = '•••'
/** Digits from which on a value is taken for somebody's number: service numbers and extensions have fewer. */
const fewestDigits = 7

const digitsIn = (value: string): string => `lengthUTF8(replaceRegexpAll(${value}, '[^0-9]', ''))`

/** `anna@shop.example` → `a•••@shop.example` */
function maskedEmail(value: string): string {
  return `concat(substringUTF8(${value}, 1, 1), '${hidden}', substringUTF8(${value}, positionUTF8(${value}, '@')))`
}

/** `+4915112345678` → `+49•••78`: the first three characters and the last two. */
function maskedNumber(value: string): string {
  return `concat(substringUTF8(${value}, 1, 3), '${hidden}', substringUTF8(${value}, -2))`
}

/**
 * Whom something went to or came from, where companies stand too: e-mail addresses and numbers are masked, names of senders, service
 * numbers and extensions are shown.
 */
export function maskedAddress(value: string): string {
  return `multiIf(position(${value}, '@') > 0, ${maskedEmail(value)}, ${digitsIn(value)} >= ${fewestDigits}, ${maskedNumber(value)}, ${value})`
}

/** What is always of a person: as an address, and of any other id at most the last two characters. */
export function maskedPerson(value: string): string {
  return `multiIf(${value} = '', '', position(${value}, '@') > 0, ${maskedEmail(value)}, ${digitsIn(value)} >= ${fewestDigits}, ${maskedNumber(value)}, lengthUTF8(${value}) >= 6, concat('${hidden}', substringUTF8(${value}, -2)), '${hidden}')`
}

/** Words of providers and customers: e-mail addresses and numbers within them are hidden. */
export function maskedText(value: string): string {
  const addresses = `replaceRegexpAll(${value}, '[^\\\\s<>"\\'=&?:;,()]+(@|%40)[^\\\\s<>"\\'=&?;,()]+', '${hidden}')`
  return `replaceRegexpAll(${addresses}, '[0-9](?:[ ().-]{0,2}[0-9]){${fewestDigits - 1},}', '${hidden}')`
}

/**
 * Columns of each table that hold personal data, and how they read to who may not see it. A column of a person that is new belongs
 * here: questions, searches, groups and filters all see what this makes of it.
 */
const maskedColumns = {
  messages: {
    sender: maskedAddress('t.sender'),
    recipient: maskedPerson('t.recipient'),
    error_reason: maskedText('toString(t.error_reason)'),
  },
  message_log: {
    sender: maskedAddress('t.sender'),
    recipient: maskedPerson('t.recipient'),
    error_reason: maskedText('t.error_reason'),
    url: maskedText('t.url'),
  },
  chats: { chat_id: maskedAddress('t.chat_id'), customer_id: maskedPerson('t.customer_id') },
  chat_log: {
    chat_id: maskedAddress('t.chat_id'),
    customer_id: maskedPerson('t.customer_id'),
    comment: maskedText('t.comment'),
  },
  calls: { caller: maskedAddress('t.caller'), callee: maskedAddress('t.callee') },
  call_log: { caller: maskedAddress('t.caller'), callee: maskedAddress('t.callee') },
} as const satisfies Record<string, Readonly<Record<string, string>>>

/** What a question selects of a table (`t`) for who reads it so. */
export function columnsFor(view: PersonalDataView, table: keyof typeof maskedColumns): string {
  if (view === 'plain') return 't.*'
  const replaced = Object.entries(maskedColumns[table]).map(([name, sql]) => `${sql} AS ${name}`)
  return `t.* REPLACE (${replaced.join(', ')})`
}
