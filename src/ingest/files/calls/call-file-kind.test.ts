import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEventLogInMemory } from '../../../../test/fixtures/event-log-in-memory.ts'
import type { ImportMapping } from '../../../contract/index.ts'
import { fileKinds } from '../file-kinds.ts'
import { guessMapping } from '../guess-mapping.ts'
import { createItemBatch } from '../item-batch.ts'

const companyId = '22222222-2222-4222-8222-222222222222'
const kind = fileKinds(() => Date.UTC(2026, 8, 1)).calls

/** As Asterisk's `cdr_csv` orders its columns. */
const asteriskTitles =
  'accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,billsec,disposition,amaflags,uniqueid,userfield'.split(
    ',',
  )

function mappingOf(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  fixed: Record<string, string> = {},
): ImportMapping {
  const guessed = guessMapping(
    kind,
    { rows: [titles, ...rows], encoding: 'utf-8', delimiter: ',' },
    'Europe/Berlin',
  )
  return { ...guessed, title_row: 1, fixed: { currency: 'EUR', ...guessed.fixed, ...fixed } }
}

function mapped(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  fixed: Record<string, string> = {},
) {
  const mapping = mappingOf(titles, rows, fixed)
  expect(kind.problemOf(mapping)).toBeNull()
  const map = kind.createMapper(mapping)
  const results = rows.map((cells) => map(cells.map((cell) => cell.trim())))
  return {
    items: results.flatMap((result) => (result.ok ? result.value : [])),
    refused: results.flatMap((result, row) => (result.ok ? [] : [{ row, ...result.failure }])),
  }
}

/** The data of the one event that a row gives. */
function dataOf(titles: readonly string[], row: readonly string[], fixed: Record<string, string> = {}) {
  const { items, refused } = mapped(titles, [row], fixed)
  expect(refused).toEqual([])
  return items[0]?.data
}

const plainTitles = [
  'Call ID',
  'Direction',
  'From',
  'To',
  'Start',
  'End',
  'Talk time',
  'Result',
  'Cost',
  'Currency',
]
const plain = (changes: Partial<Record<string, string>> = {}) => {
  const row: Record<string, string | undefined> = {
    'Call ID': 'c-1',
    Direction: 'Outgoing',
    From: '101',
    To: '+4915112345678',
    Start: '2026-09-01 10:00:00',
    End: '2026-09-01 10:01:30',
    'Talk time': '80',
    Result: 'ANSWERED',
    Cost: '0,05',
    Currency: 'eur',
    ...changes,
  }
  return plainTitles.map((title) => row[title] ?? '')
}

describe('rows of a file of calls', () => {
  test('of Asterisk become calls, in the zone of the file', () => {
    const row = [
      [
        '',
        '101',
        '+4915112345678',
        'from-internal',
        '"Anna" <101>',
        'PJSIP/101-0001',
        'PJSIP/trunk-0002',
        'Dial',
        '',
      ],
      [
        '2026-07-01 10:00:00',
        '2026-07-01 10:00:12',
        '2026-07-01 10:01:12',
        '72',
        '60',
        'ANSWERED',
        'DOCUMENTATION',
      ],
      ['1782892800.1', ''],
    ].flat()
    expect(dataOf(asteriskTitles, row)).toEqual({
      call_id: '1782892800.1',
      direction: 'outbound',
      from: '101',
      to: '+4915112345678',
      started_at: '2026-07-01T08:00:00.000Z',
      answered_at: '2026-07-01T08:00:12.000Z',
      ended_at: '2026-07-01T08:01:12.000Z',
      result: 'answered',
      operator_id: null,
      cost: null,
    })
  })

  test('of Asterisk’s database, which has no end, follow from durations; records of one call are told apart', () => {
    const titles = ['calldate', 'src', 'dst', 'duration', 'billsec', 'disposition', 'uniqueid', 'sequence']
    const row = ['2026-01-05 09:00:00', '+4930901820', '200', '45', '30', 'ANSWERED', 'u-1', '7']
    expect(dataOf(titles, row)).toMatchObject({
      call_id: 'u-1/7',
      direction: 'inbound',
      started_at: '2026-01-05T08:00:00.000Z',
      answered_at: '2026-01-05T08:00:15.000Z',
      ended_at: '2026-01-05T08:00:45.000Z',
    })
    expect(dataOf(titles, row.with(4, '0').with(5, 'NO ANSWER'))).toMatchObject({
      answered_at: null,
      result: 'no_answer',
    })
  })

  test('of FreeSWITCH become calls: causes say how those ended that nobody took', () => {
    const titles =
      'caller_id_name,caller_id_number,destination_number,context,start_stamp,answer_stamp,end_stamp,duration,billsec,hangup_cause,uuid,bleg_uuid'.split(
        ',',
      )
    const row = (answer: string, billsec: string, cause: string) => [
      'Anna',
      '1001',
      '4915112345678',
      'default',
      '2026-07-01 10:00:00',
      answer,
      '2026-07-01 10:00:30',
      '30',
      billsec,
      cause,
      '0f3a',
      '',
    ]
    expect(dataOf(titles, row('2026-07-01 10:00:05', '25', 'NORMAL_CLEARING'))).toMatchObject({
      call_id: '0f3a',
      direction: 'outbound',
      result: 'answered',
      answered_at: '2026-07-01T08:00:05.000Z',
    })
    const results = [
      'USER_BUSY',
      'ORIGINATOR_CANCEL',
      'CALL_REJECTED',
      'NORMAL_CLEARING',
      'UNALLOCATED_NUMBER',
    ]
    expect(results.map((cause) => dataOf(titles, row('', '0', cause))?.['result'])).toEqual([
      'busy',
      'cancelled',
      'rejected',
      'no_answer',
      'failed',
    ])
  })

  test('of epochs in seconds and microseconds, with moments that never were', () => {
    const titles = ['uuid', 'from', 'to', 'start_epoch', 'answer_uepoch', 'end_uepoch']
    expect(dataOf(titles, ['a', '1', '2', '1782892800', '0', '1782892805250000'])).toMatchObject({
      direction: 'internal',
      started_at: '2026-07-01T08:00:00.000Z',
      answered_at: null,
      ended_at: '2026-07-01T08:00:05.250Z',
      result: 'no_answer',
    })
  })

  test('that come again are the same event, whatever else is in the file; one that differs is another event of the call', () => {
    const [first] = mapped(plainTitles, [plain()]).items
    const turned = mapped(
      plainTitles.toReversed(),
      [plain({ 'Call ID': 'x' }), plain()].map((row) => row.toReversed()),
    )
    expect(turned.items[1]).toEqual(first)
    const [corrected] = mapped(plainTitles, [plain({ Cost: '0.06' })]).items
    expect(corrected?.data['call_id']).toBe(first?.data['call_id'])
    expect(corrected?.id).not.toBe(first?.id)
  })

  test.each([
    ['missing', 'call_id', { 'Call ID': ' ' }],
    ['missing', 'started_at', { Start: '' }],
    ['missing', 'ended_at', { End: '' }],
    ['invalid_date', 'started_at', { Start: '2026-02-30 10:00:00' }],
    ['invalid_date', 'ended_at', { End: '2026-09-01 09:00:00' }],
    ['no_such_time', 'started_at', { Start: '2026-03-29 02:30:00' }],
    ['invalid_value', 'talk_time', { 'Talk time': 'long' }],
    ['invalid_value', 'talk_time', { 'Talk time': '91' }],
    ['missing', 'direction', { Direction: 'up' }],
    ['missing', 'direction', { Direction: '', From: '+4930901820' }],
    ['missing', 'answered_at', { 'Talk time': '' }],
    ['unknown_status', 'result', { Result: '???', 'Talk time': '' }],
    ['invalid_amount', 'cost', { Cost: 'free' }],
    ['invalid_currency', 'currency', { Currency: '€' }],
  ])(
    'that are wrong are refused with the reason and the field, and the others are taken: %s %s',
    (fault, field, changes) => {
      const { items, refused } = mapped(plainTitles, [plain(), plain(changes), plain({ 'Call ID': 'c-3' })])
      expect(items).toHaveLength(2)
      expect(refused).toMatchObject([{ row: 1, fault, field }])
    },
  )

  test('a direction and a currency chosen for the file stand where a row says none', () => {
    const row = plain({ Direction: '', From: '+4930901820', Currency: '' })
    expect(dataOf(plainTitles, row, { direction: 'inbound' })).toMatchObject({
      direction: 'inbound',
      cost: { amount: '0.05', currency: 'EUR' },
    })
  })

  test.each([
    [['from', 'to', 'start', 'duration'], {}, { code: 'missing_field', field: 'call_id' }],
    [['uuid', 'from', 'duration'], {}, { code: 'missing_field', field: 'started_at' }],
    [['uuid', 'start'], {}, { code: 'missing_field', field: 'ended_at' }],
    [['uuid', 'start', 'end'], { direction: 'up' }, { code: 'invalid_fixed', field: 'direction' }],
    [['uuid', 'start', 'end'], { from: '101' }, { code: 'unknown_field', field: 'from' }],
  ])('a mapping that lacks something says what: %j %j', (titles, fixed, problem) => {
    expect(kind.problemOf(mappingOf(titles, [], fixed))).toEqual(problem)
  })

  test('a word for a result that nobody knows means what the mapping says', () => {
    const row = plain({ Result: 'Besetzt!', 'Talk time': '' })
    const mapping = { ...mappingOf(plainTitles, [row]), statuses: { 'Besetzt!': 'busy' } }
    const result = kind.createMapper(mapping)(row)
    expect(result.ok && result.value[0]?.data['result']).toBe('busy')
    expect(kind.meaningOf('Besetzt!', mapping)).toBe('busy')
  })

  test('a call that ends while clocks are set back keeps its duration', () => {
    const titles = ['uuid', 'from', 'to', 'start', 'end', 'duration', 'billsec']
    // 2:59:30 in summer time; a minute later the wall shows 2:00:30 again.
    expect(
      dataOf(titles, ['a', '1', '2', '2026-10-25 02:59:30', '2026-10-25 02:00:30', '60', '50']),
    ).toMatchObject({
      started_at: '2026-10-25T00:59:30.000Z',
      answered_at: '2026-10-25T00:59:40.000Z',
      ended_at: '2026-10-25T01:00:30.000Z',
    })
  })

  test('whatever the cells hold, every row is taken or refused, and what is taken the API takes', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        '0',
        '101',
        '+4930901820',
        'ANSWERED',
        'BUSY',
        '2026-08-01 10:00:00',
        '1785578400',
        '60',
        '0.1',
      ),
      fc.string({ maxLength: 12 }),
    )
    const titles = [
      'uuid',
      'direction',
      'from',
      'to',
      'start',
      'answer',
      'end',
      'duration',
      'billsec',
      'status',
      'cost',
    ]
    const row = fc.array(cell, { minLength: titles.length, maxLength: titles.length })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const { items, refused } = mapped(titles, rows)
        expect(items.length + refused.length).toBe(rows.length)
        if (items.length === 0) return
        const batch = createItemBatch({ companyId, path: '/imports/x', receivedAtMs: Date.UTC(2026, 8, 1) })
        const taken = items.map((item) => batch.add([item]))
        const faults = taken.flatMap((added) => (added.ok ? [] : [added.failure.fault]))
        // Dates that cannot be, and texts that no store holds, are the API's own matter.
        const own = new Set(['date_out_of_range', 'invalid_characters', 'invalid_value', 'too_long'])
        expect(faults.filter((fault) => !own.has(fault))).toEqual([])
        const log = createEventLogInMemory()
        await batch.append(log)
        expect(log.callEvents.length).toBe(batch.events)
        expect(log.callEvents.every((event) => event.companyId === companyId)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
