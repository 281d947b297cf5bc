import type { ImportMapping, MessageField, StatusMeaning } from '../../../contract/index.ts'
import { type Failure, isUuid, ok, type Result } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { hashedUuid } from '../../message-keys.ts'
import { normaliseNetwork } from '../../network.ts'
import { readSmppReceipts, type SmppReceipt } from '../../providers/smpp-text/smpp-receipt.ts'
import { type FileItem, type RowMapper, type RowRefusal, type RowResult, refuseRow } from '../file-kind.ts'
import type { DateReading } from '../read-file-date.ts'
import { createZoneClock } from '../zone-clock.ts'
import { channelOf } from './channel-words.ts'
import { countryOf } from './country-words.ts'
import { isInboundWord } from './direction-words.ts'
import { kindOf } from './kind-words.ts'
import { withCountry } from './national-number.ts'
import { readRowCost } from './row-cost.ts'
import { type RowDates, readRowDates, withReceiptDates } from './row-dates.ts'
import { type RowStep, stepsOfRow } from './row-steps.ts'
import { meaningIn } from './status-meaning.ts'

/** Where items of files come from, in the events' `source`. */
export const fileSource = 'file'

interface Row {
  /** The cell of a field, or what is fixed for all rows; empty where there is neither. */
  textOf(field: MessageField): string
  readonly mapping: ImportMapping
  readonly reading: DateReading
  readonly nowMs: number
}

type Refused = { readonly ok: false; readonly failure: Failure & RowRefusal }

/** Rows of a log of messages → events. Every id follows from the content of the row: read twice, it is the same events. */
export function createMessageMapper(mapping: ImportMapping, nowMs: number): RowMapper {
  const reading = { order: mapping.date_order, clock: createZoneClock(mapping.time_zone) }
  return (cells) => {
    const textOf = (field: MessageField): string => {
      const column = mapping.columns[field]
      const cell = column === undefined ? '' : (cells[column - 1] ?? '')
      return cell === '' ? (mapping.fixed[field] ?? '') : cell
    }
    return mapRow({ textOf, mapping, reading, nowMs })
  }
}

function mapRow(row: Row): RowResult {
  const { textOf } = row
  const direction = textOf('direction')
  if (isInboundWord(direction)) return refuseRow('inbound', 'direction', direction)
  const receipt = readReceipt(textOf('receipt'))
  if (receipt === 'invalid') return refuseRow('invalid_receipt', 'receipt', textOf('receipt'))
  const meaning = readMeaning(row, receipt)
  if (!meaning.ok) return meaning
  const dates = readDates(row, receipt)
  if (!dates.ok) return dates
  const facts = readFacts(row, receipt)
  if (!facts.ok) return facts
  const steps = stepsOfRow(dates.value, meaning.value)
  if (steps.every(({ timeMs }) => timeMs === null)) return refuseRow('no_date', null, '')
  const connectionId = textOf('connection_id').toLowerCase()
  if (connectionId !== '' && !isUuid(connectionId))
    return refuseRow('invalid_value', 'connection_id', textOf('connection_id'))
  const messageId = textOf('message_id') || receipt?.id || idOfContent(row, facts.value.base, steps)
  const named = stated({ message_id: messageId, connection_id: connectionId })
  return ok(toItems(steps, { ...named, ...facts.value.base }, facts.value.rest))
}

function readReceipt(text: string): SmppReceipt | null | 'invalid' {
  return text === '' ? null : (readSmppReceipts(text)[0] ?? 'invalid')
}

function readMeaning(
  { textOf, mapping }: Row,
  receipt: SmppReceipt | null,
): Result<StatusMeaning | null, Failure & RowRefusal> {
  const own = textOf('status')
  const word = own || (receipt?.stat ?? '')
  if (word === '') return ok(null)
  const meaning = meaningIn(word, mapping)
  const field = own === '' ? 'receipt' : 'status'
  if (meaning === null) return refuseRow('unknown_status', field, word)
  return meaning === 'inbound' ? refuseRow('inbound', field, word) : ok(meaning)
}

function readDates(row: Row, receipt: SmppReceipt | null): Result<RowDates, Failure & RowRefusal> {
  const dates = readRowDates(row.textOf, row.reading, row.nowMs)
  if (!dates.ok || receipt === null) return dates
  return ok(withReceiptDates(dates.value, receipt, row.reading, row.nowMs))
}

interface RowFacts {
  /** What every event of the row says. */
  readonly base: { readonly channel: string; readonly recipient: string }
  /** What the last one says besides. */
  readonly rest: Readonly<Record<string, unknown>>
}

function readFacts(row: Row, receipt: SmppReceipt | null): Result<RowFacts, Failure & RowRefusal> {
  const { textOf, mapping } = row
  const to = readAddress(textOf('recipient'))
  if (to.address === '') return refuseRow('missing', 'recipient', '')
  const channel = readChannel(textOf('channel'), to)
  if (typeof channel !== 'string') return channel
  const country = textOf('country')
  const code = country === '' ? '' : countryOf(country)
  if (code === null) return refuseRow('invalid_country', 'country', country)
  const network = textOf('network')
  const pair = network === '' ? '' : normaliseNetwork(network)
  if (pair === null) return refuseRow('invalid_network', 'network', network)
  const segments = readSegments(textOf('segments'))
  if (segments === null) return refuseRow('invalid_segments', 'segments', textOf('segments'))
  const kind = textOf('kind') === '' ? '' : kindOf(textOf('kind'))
  if (kind === null) return refuseRow('invalid_kind', 'kind', textOf('kind'))
  const cost = readRowCost(textOf('price'), textOf('currency'), mapping.decimal_sign)
  if (!cost.ok) return cost
  return ok({
    base: { channel, recipient: withCountry(to.address, code) },
    rest: stated({
      sender: readAddress(textOf('sender')).address,
      country: code,
      network: pair,
      segments,
      kind,
      cost: cost.value,
      campaign: textOf('campaign'),
      template: textOf('template'),
      category: textOf('category'),
      text: textOf('text'),
      error: errorOf(textOf, receipt),
    }),
  })
}

/** `whatsapp:+4915112345678`, as Twilio writes it. */
function readAddress(written: string): { readonly channel: string; readonly address: string } {
  const [, channel = '', address = ''] = /^([a-z][a-z0-9_-]{1,29}):\s*(.*)$/i.exec(written) ?? []
  return address === '' ? { channel: '', address: written } : { channel: channel.toLowerCase(), address }
}

function readChannel(
  written: string,
  to: { readonly channel: string; readonly address: string },
): string | Refused {
  if (to.channel !== '') return channelOf(to.channel) ?? refuseRow('invalid_channel', 'recipient', to.channel)
  if (written !== '') return channelOf(written) ?? refuseRow('invalid_channel', 'channel', written)
  return to.address.includes('@') ? 'email' : refuseRow('missing', 'channel', '')
}

/** 0 where the row does not say. */
function readSegments(written: string): number | null {
  if (written === '' || written === '-') return 0
  return /^\d{1,3}(?:[.,]0+)?$/.test(written) ? Number.parseInt(written, 10) : null
}

function errorOf(textOf: Row['textOf'], receipt: SmppReceipt | null): object | null {
  const written = textOf('error_code') || (receipt?.err ?? '')
  const code = /^0*$/.test(written) ? '' : written.slice(0, maxLength.errorCode).toWellFormed()
  const reason = textOf('error_reason').slice(0, maxLength.errorReason).toWellFormed()
  return code === '' && reason === '' ? null : stated({ code, reason })
}

function stated(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== 0),
  )
}

/** Names a message whose row has no id: rows that agree in all of this are one message. */
function idOfContent(
  { textOf }: Row,
  { channel, recipient }: RowFacts['base'],
  steps: readonly RowStep[],
): string {
  const [first] = steps.flatMap(({ timeMs }) => timeMs ?? []).toSorted((a, b) => a - b)
  return `row-${hashedUuid([channel, recipient, textOf('sender'), String(first), textOf('text')])}`
}

const endsWithError: ReadonlySet<string> = new Set(['failed', 'rejected', 'expired', 'cancelled', 'queued'])

function toItems(
  steps: readonly RowStep[],
  base: Readonly<Record<string, unknown>>,
  { error, ...rest }: RowFacts['rest'],
): readonly FileItem[] {
  return steps.map(({ step, timeMs }, place) => {
    const isLast = place === steps.length - 1
    const data = {
      ...base,
      ...(isLast ? rest : {}),
      ...(isLast && error !== undefined && endsWithError.has(step) ? { error } : {}),
    }
    const type = `message.${step}`
    const time = timeMs === null ? null : new Date(timeMs).toISOString()
    return {
      specversion: '1.0',
      id: hashedUuid([type, time ?? '', JSON.stringify(data)]),
      source: fileSource,
      type,
      ...(time === null ? {} : { time }),
      data,
    }
  })
}
