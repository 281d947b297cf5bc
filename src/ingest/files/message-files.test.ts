import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ImportMapping, messageFields, statusMeanings } from '../../contract/index.ts'
import { fileKinds } from './file-kinds.ts'
import { guessMapping } from './guess-mapping.ts'
import { createItemBatch } from './item-batch.ts'

const nowMs = Date.parse('2026-09-10T12:00:00Z')
const kind = fileKinds(() => nowMs).messages

const rowsOf = (text: string) => text.split('\n').map((line) => line.split(';').map((cell) => cell.trim()))
const guess = (text: string, zone = 'Europe/Berlin'): ImportMapping =>
  guessMapping(kind, { rows: rowsOf(text), encoding: 'utf-8', delimiter: ';' }, zone)

interface Seen {
  readonly type: string
  readonly time?: string
  readonly id: string
  readonly data: Readonly<Record<string, unknown>>
}

function take(text: string, change: Partial<ImportMapping> = {}, zone?: string) {
  const mapping = { ...guess(text, zone), ...change }
  const map = kind.createMapper(mapping)
  return rowsOf(text)
    .slice(mapping.title_row)
    .map((cells) => {
      const result = map(cells)
      return result.ok
        ? { items: result.value as unknown as readonly Seen[], refused: null }
        : { items: [], refused: result.failure }
    })
}

const stepsOf = (items: readonly Seen[]) =>
  items.map(({ type, time }) => [type.slice('message.'.length), time ?? null])

describe('exports of providers', () => {
  test('of Twilio', () => {
    const [row, inbound] = take(
      `From;To;Body;Status;SentDate;ApiVersion;NumSegments;ErrorCode;AccountSid;Sid;Direction;Price;PriceUnit
+15005550006;+4915112345678;Hello;delivered;2026-09-01T10:00:03Z;2010-04-01;1;0;AC0;SM1;outbound-api;-0.00750;USD
+4915112345678;+15005550006;Hi;received;2026-09-01T10:00:03Z;2010-04-01;1;;AC0;SM2;inbound;0;USD`,
    )
    expect(stepsOf(row?.items ?? [])).toEqual([
      ['sent', '2026-09-01T10:00:03.000Z'],
      ['delivered', null],
    ])
    expect(row?.items.at(-1)?.data).toEqual({
      message_id: 'SM1',
      channel: 'sms',
      recipient: '+4915112345678',
      sender: '+15005550006',
      segments: 1,
      text: 'Hello',
      cost: { amount: '0.0075', currency: 'USD' },
    })
    expect(inbound?.refused).toMatchObject({ fault: 'inbound', field: 'direction' })
  })

  test('of Infobip', () => {
    const [row] = take(
      `Message Id;From;To;Send At;Done At;Status;Reason;MccMnc;Message Count;Price;Currency
m-1;Shop;4915112345678;2026-09-01T10:00:00.000+0000;2026-09-01T10:00:05.500+0000;UNDELIVERABLE_NOT_DELIVERED;Unknown Subscriber;26201;2;0,05;EUR`,
    )
    expect(stepsOf(row?.items ?? [])).toEqual([
      ['accepted', '2026-09-01T10:00:00.000Z'],
      ['failed', '2026-09-01T10:00:05.500Z'],
    ])
    expect(row?.items.at(-1)?.data).toMatchObject({
      network: '262-01',
      segments: 2,
      cost: { amount: '0.05', currency: 'EUR' },
      error: { reason: 'Unknown Subscriber' },
    })
  })

  test('of Vonage', () => {
    const [row] = take(
      `account_id;message_id;direction;from;to;network;country;date_received;date_finalized;status;error_code;currency;total_price
a;0A1;outbound;Shop;4915112345678;26202;DE;2026-09-01 10:00:00 +0000;2026-09-01 10:00:04 +0000;delivered;0;EUR;0.07`,
    )
    expect(stepsOf(row?.items ?? [])).toEqual([
      ['accepted', '2026-09-01T10:00:00.000Z'],
      ['delivered', '2026-09-01T10:00:04.000Z'],
    ])
    expect(row?.items.at(-1)?.data).toMatchObject({ country: 'DE', network: '262-02', sender: 'Shop' })
  })

  test('of Amazon SNS, whose titles say zone and currency', () => {
    const mapping = guess(
      `PublishTimeUTC;MessageId;DestinationPhoneNumber;MessageType;DeliveryStatus;PriceInUSD;PartNumber;TotalParts
2026-09-01T10:00:00.000Z;m;+4915112345678;Transactional;Message has been accepted by phone carrier;0.08;1;1`,
    )
    expect(mapping).toMatchObject({
      time_zone: 'UTC',
      fixed: { channel: 'sms', currency: 'USD' },
      columns: { created_at: 1, message_id: 2, recipient: 3, status: 5, price: 6 },
    })
  })

  test('of SendGrid', () => {
    const [row] = take(
      `processed;message_id;event;subject;from;email;reason
2026-09-01 10:00:00 +0000;sg-1;bounce;Hello;shop@example.com;Ann@Example.com;550 no such user`,
    )
    expect(stepsOf(row?.items ?? [])).toEqual([
      ['accepted', '2026-09-01T10:00:00.000Z'],
      ['failed', null],
    ])
    expect(row?.items[0]?.data).toMatchObject({ channel: 'email', recipient: 'Ann@Example.com' })
  })

  test('of Russian gateways', () => {
    const [row, second] = take(
      `Отчёт за сентябрь
Дата отправки;Телефон;Отправитель;Статус;Дата доставки;Кол-во SMS;Стоимость, руб.;Страна;Рассылка
01.09.2026 10:00:03;8 916 123-45-67;SHOP;Доставлено;01.09.2026 10:00:09;2;7,50;Россия;Осень
01.09.2026 10:00:04;79161234568;SHOP;Непонятно;;1;0;Россия;Осень`,
      {},
      'Europe/Moscow',
    )
    expect(stepsOf(row?.items ?? [])).toEqual([
      ['sent', '2026-09-01T07:00:03.000Z'],
      ['delivered', '2026-09-01T07:00:09.000Z'],
    ])
    expect(row?.items.at(-1)?.data).toMatchObject({
      channel: 'sms',
      recipient: '+79161234567',
      country: 'RU',
      campaign: 'Осень',
      segments: 2,
      cost: { amount: '7.50', currency: 'RUB' },
    })
    expect(second?.refused).toMatchObject({ fault: 'unknown_status', field: 'status', value: 'Непонятно' })
  })

  test('with SMPP receipts', () => {
    const [row, broken] = take(
      `Phone;Receipt
+4915112345678;id:7220 sub:001 dlvrd:001 submit date:2609011000 done date:2609011001 stat:UNDELIV err:0E1 text:hi
+4915112345678;nothing`,
      {},
      'UTC',
    )
    expect(stepsOf(row?.items ?? [])).toEqual([
      ['accepted', '2026-09-01T10:00:00.000Z'],
      ['failed', '2026-09-01T10:01:00.000Z'],
    ])
    expect(row?.items.at(-1)?.data).toMatchObject({ message_id: '7220', error: { code: '0E1' } })
    expect(broken?.refused).toMatchObject({ fault: 'invalid_receipt', field: 'receipt' })
  })
})

describe('a row', () => {
  const titles = 'id;channel;to;date;status;price;currency;segments'
  const one = (cells: string, change: Partial<ImportMapping> = {}) => take(`${titles}\n${cells}`, change)[0]

  test.each([
    ['m;sms;;2026-09-01;sent;;;', 'missing', 'recipient'],
    ['m;sms;+4915112345678;;sent;;;', 'no_date', null],
    ['m;sms;+4915112345678;soon;sent;;;', 'invalid_date', 'created_at'],
    ['m;sms;+4915112345678;2026-03-29 02:30;sent;;;', 'no_such_time', 'created_at'],
    ['m;sms;+4915112345678;2001-01-01;sent;;;', 'date_out_of_range', 'created_at'],
    ['m;sms;+4915112345678;2026-09-01;beamed;;;', 'unknown_status', 'status'],
    ['m;sms;+4915112345678;2026-09-01;sent;cheap;EUR;', 'invalid_amount', 'price'],
    ['m;sms;+4915112345678;2026-09-01;sent;1.0;;', 'missing_currency', 'currency'],
    ['m;sms;+4915112345678;2026-09-01;sent;1.0;Euro;', 'invalid_currency', 'currency'],
    ['m;sms;+4915112345678;2026-09-01;sent;;;many', 'invalid_segments', 'segments'],
    ['m;?!;+4915112345678;2026-09-01;sent;;;', 'invalid_channel', 'channel'],
  ])('%s is refused for what is wrong with it', (cells, fault, field) => {
    expect(one(cells)?.refused).toMatchObject({ fault, field })
  })

  test('is refused by the door of the API for what it refuses', () => {
    const door = (cells: string) => {
      const batch = createItemBatch({ companyId: 'c', path: '/imports/1', receivedAtMs: nowMs })
      const items = kind.createMapper(guess(`${titles}\n${cells}`))(cells.split(';'))
      if (!items.ok) throw new Error(items.failure.fault)
      const added = batch.add(items.value)
      return added.ok ? batch.events : added.failure
    }
    expect(door('m;sms;+4915112345678;2026-09-01;sent;;;')).toBe(2)
    expect(door('m;sms;12;2026-09-01;sent;;;')).toMatchObject({
      fault: 'invalid_recipient',
      field: 'recipient',
      value: '12',
    })
    expect(door(`${'m'.repeat(501)};sms;+4915112345678;2026-09-01;sent;;;`)).toMatchObject({
      fault: 'too_long',
      field: 'message_id',
    })
  })

  test('has words of its own explained by the mapping', () => {
    const [row] = take(`${titles}\nm;sms;+4915112345678;2026-09-01;beamed;;;`, {
      statuses: { beamed: 'delivered' },
    })
    expect(stepsOf(row?.items ?? []).map(([step]) => step)).toEqual(['accepted', 'delivered'])
  })

  test('of a connection says so in each of its events', () => {
    const connection = '0198c000-0000-7000-8000-00000000000a'
    const [row] = take(`${titles}\nm;sms;+4915112345678;2026-09-01;delivered;;;`, {
      fixed: { connection_id: connection.toUpperCase() },
    })
    expect(row?.items.map(({ data }) => data['connection_id'])).toEqual([connection, connection])
    const [odd] = take('id;to;date;connection id\nm;+4915112345678;2026-09-01;Berlin')
    expect(odd?.refused).toMatchObject({ fault: 'invalid_value', field: 'connection_id', value: 'Berlin' })
  })

  test('without an id is named by its content', () => {
    const [first, again, other] = take(
      'channel;to;date;text\nsms;+4915112345678;2026-09-01;a\nsms;+4915112345678;2026-09-01;a\nsms;+4915112345678;2026-09-01;b',
    ).map((row) => row.items[0]?.data['message_id'])
    expect(first).toBe(again)
    expect(other).not.toBe(first)
  })

  test('read again gives the same events, wherever it stands and whatever stands around it', () => {
    const cell = fc.constantFrom('m-1', 'm-2', 'm-3')
    const row = fc
      .tuple(cell, fc.constantFrom('sent', 'Delivered', 'failed', 'read'), fc.integer({ min: 1, max: 9 }))
      .map(([id, status, day]) => `${id};sms;+4915112345678;2026-09-0${day} 10:00;${status};;;`)
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (rows, turn) => {
          const ids = (list: readonly string[]) =>
            new Set(take(`${titles}\n${list.join('\n')}`).flatMap(({ items }) => items.map(({ id }) => id)))
          const at = turn % rows.length
          const turned = [...rows.slice(at), ...rows.slice(0, at), ...rows]
          expect(ids(turned)).toEqual(ids(rows))
        },
      ),
    )
  })

  test('of whatever cells is taken or refused, and never fails', () => {
    const map = kind.createMapper({
      ...guess(titles),
      columns: Object.fromEntries(messageFields.map((field, place) => [field, place + 1])),
    })
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 30 }), (cells) => {
        const result = map(cells)
        if (result.ok) expect(result.value.length).toBeGreaterThan(0)
        else expect(result.failure.fault).not.toBe('')
      }),
    )
  })
})

test('a mapping says what it lacks', () => {
  const mapping = guess('id;to;date\nm;+4915112345678;2026-09-01')
  expect(kind.problemOf(mapping)).toBeNull()
  expect(kind.problemOf({ ...mapping, columns: { created_at: 3 } })).toEqual({
    code: 'missing_field',
    field: 'recipient',
  })
  expect(kind.problemOf({ ...mapping, columns: { recipient: 2 } })).toEqual({
    code: 'missing_date',
    field: null,
  })
  expect(kind.problemOf({ ...mapping, columns: { ...mapping.columns, nothing: 1 } })).toMatchObject({
    code: 'unknown_field',
  })
  expect(kind.problemOf({ ...mapping, fixed: { country: 'Atlantis' } })).toMatchObject({
    code: 'invalid_fixed',
  })
  expect(kind.problemOf({ ...mapping, fixed: { connection_id: 'Berlin' } })).toMatchObject({
    code: 'invalid_fixed',
  })
  expect(kind.problemOf({ ...mapping, statuses: { x: 'y' } })).toMatchObject({ code: 'unknown_meaning' })
})

test('every status that a word can mean is known to the mapper', () => {
  for (const meaning of statusMeanings) {
    const [row] = take('id;channel;to;date;status\nm;sms;+4915112345678;2026-09-01;w', {
      statuses: { w: meaning },
    })
    if (meaning === 'inbound') expect(row?.refused?.fault).toBe('inbound')
    else expect(row?.items.length).toBeGreaterThan(0)
  }
})
