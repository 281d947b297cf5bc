/** What a row of a file of calls (call detail records) can tell, column by column. */
export const callFields = [
  'call_id',
  'sequence',
  'direction',
  'from',
  'to',
  'started_at',
  'answered_at',
  'ended_at',
  'duration',
  'talk_time',
  'result',
  'operator_id',
  'cost',
  'currency',
] as const
export type CallField = (typeof callFields)[number]

/**
 * Titles under which a field is known, compared without case and without what is neither letter nor digit; the first ones go first.
 * Sources: the canonical names; Asterisk's `cdr_csv` and `cdr_adaptive_odbc`; FreeSWITCH's `mod_cdr_csv`; what carriers write.
 */
export const callFieldTitles: Readonly<Record<CallField, readonly string[]>> = {
  call_id: ['call_id', 'uniqueid', 'uuid', 'call uuid', 'cdr id', 'record id', 'id', 'ID звонка'],
  // Asterisk: several records of one call differ in it.
  sequence: ['sequence'],
  direction: ['direction', 'call direction', 'call type', 'type', 'направление', 'тип звонка'],
  from: [
    'from',
    'src',
    'caller_id_number',
    'source',
    'caller',
    'caller number',
    'calling number',
    'calling party',
    'ani',
    'a number',
    'cli',
    'откуда',
    'кто звонил',
    'номер А',
  ],
  to: [
    'to',
    'dst',
    'destination_number',
    'destination',
    'called',
    'callee',
    'called number',
    'called party',
    'dialed number',
    'dialled number',
    'dnis',
    'b number',
    'куда',
    'кому звонили',
    'номер Б',
  ],
  started_at: [
    'started_at',
    'start',
    'start_uepoch',
    'start_epoch',
    'start_stamp',
    'start time',
    'calldate',
    'call date',
    'call start',
    'setup time',
    'date time',
    'date',
    'timestamp',
    'дата и время',
    'начало',
    'дата',
  ],
  answered_at: [
    'answered_at',
    'answer',
    'answer_uepoch',
    'answer_epoch',
    'answer_stamp',
    'answer time',
    'connect time',
    'ответ',
    'время ответа',
  ],
  ended_at: [
    'ended_at',
    'end',
    'end_uepoch',
    'end_epoch',
    'end_stamp',
    'end time',
    'call end',
    'hangup time',
    'disconnect time',
    'конец',
    'окончание',
  ],
  duration: ['duration', 'duration s', 'duration seconds', 'call duration', 'total duration', 'длительность'],
  talk_time: [
    'talk_time',
    'billsec',
    'bill seconds',
    'billable seconds',
    'billed duration',
    'talk seconds',
    'conversation time',
    'время разговора',
  ],
  result: ['result', 'disposition', 'hangup_cause', 'status', 'call status', 'cause', 'результат', 'статус'],
  operator_id: ['operator_id', 'operator', 'agent', 'agent id', 'оператор', 'сотрудник'],
  cost: ['cost', 'price', 'call cost', 'amount', 'стоимость', 'цена', 'сумма'],
  currency: ['currency', 'cost currency', 'валюта'],
}

/** Titles as Asterisk's `cdr_csv` orders its columns, which come without titles. */
export const asteriskCsvTitles = [
  'accountcode',
  'src',
  'dst',
  'dcontext',
  'clid',
  'channel',
  'dstchannel',
  'lastapp',
  'lastdata',
  'start',
  'answer',
  'end',
  'duration',
  'billsec',
  'disposition',
  'amaflags',
  'uniqueid',
  'userfield',
] as const

/** Column of each field that a row of titles names, from 0; of several that fit, the one whose title its field names earlier. */
export function callColumnsOf(titles: readonly string[]): Partial<Record<CallField, number>> {
  const keys = titles.map(titleKey)
  const fits = callFields.flatMap((field) =>
    callFieldTitles[field].flatMap((title, rank) => {
      const column = keys.indexOf(titleKey(title))
      return column < 0 ? [] : [{ field, rank, column }]
    }),
  )
  const columns: Partial<Record<CallField, number>> = {}
  const taken = new Set<number>()
  for (const { field, column } of fits.toSorted((a, b) => a.rank - b.rank)) {
    if (columns[field] !== undefined || taken.has(column)) continue
    columns[field] = column
    taken.add(column)
  }
  return columns
}

/** Fields without which no row can be read; of those in one list one is enough. */
export const requiredCallFields: readonly (readonly CallField[])[] = [
  ['call_id'],
  ['started_at'],
  ['ended_at', 'duration'],
]

function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
