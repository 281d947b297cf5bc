import { chargeStates, type MessageItem, messageStatuses, unratedReasons } from '../../contract/index.ts'
import { type ApiMoney, formatInstant, fromApiMoney, toApiMoney } from '../../core/index.ts'
import { apiConnectionId } from '../../facts/index.ts'
import type { MessageRow } from './message-columns.ts'

/** A message as lists show it; '' and 0 of the facts are "not known", null in the API. */
export function toApiItem(row: MessageRow, zone: string): MessageItem {
  return {
    id: row.message_key,
    message_id: row.message_id,
    created_at: formatInstant(Number(row.created_at_ms), zone),
    channel: row.channel,
    status: wordOf(messageStatuses, row.status_now),
    connection: row.connection_id === apiConnectionId ? null : row.connection_id,
    sender: known(row.sender),
    recipient: known(row.recipient),
    country: known(row.country),
    network: known(row.network),
    campaign: known(row.campaign),
    template: known(row.template),
    kind: known(row.kind),
    segments: row.segments === 0 ? null : row.segments,
    sent_at: toApiInstant(row.sent_at_ms, zone),
    delivered_at: toApiInstant(row.delivered_at_ms, zone),
    read_at: toApiInstant(row.read_at_ms, zone),
    latency_ms: row.latency_ms === null ? null : Number(row.latency_ms),
    error: toApiError(row.error_code, row.error_reason),
    cost: toApiCost(row),
    charge: toApiCharge(row),
    conflict: row.conflict === 1,
  }
}

export function known(text: string): string | null {
  return text === '' ? null : text
}

/** The engine writes 64-bit numbers as text or as numbers, as it is set. */
export function toApiInstant(instantMs: number | string | null, zone: string): string | null {
  return instantMs === null ? null : formatInstant(Number(instantMs), zone)
}

export function toApiError(
  code: string,
  reason: string,
): { code: string | null; reason: string | null } | null {
  return code === '' && reason === '' ? null : { code: known(code), reason: known(reason) }
}

function wordOf<Word extends string>(words: readonly Word[], written: string): Word {
  const word = words.find((candidate) => candidate === written)
  if (word === undefined) throw new Error(`The facts hold a word that nobody knows: ${written}.`)
  return word
}

/** Null where the company has no price lists at all. Why it is so much is told on the card. */
function toApiCharge(row: MessageRow): MessageItem['charge'] {
  if (row.is_priced === 0) return null
  const isCharged = row.charge_state === 'charged'
  return {
    state: wordOf(chargeStates, row.charge_state),
    amount: isCharged ? toApiAmount(row.charge_amount, row.charge_currency) : null,
    reason: null,
    unrated_reason: row.charge_reason === '' ? null : wordOf(unratedReasons, row.charge_reason),
  }
}

function toApiCost({ cost_amount, cost_currency }: MessageRow): MessageItem['cost'] {
  return cost_amount === null ? null : toApiAmount(cost_amount, cost_currency)
}

/** A currency that is no ISO code is shown as the provider wrote it. */
export function toApiAmount(amount: string, currency: string): ApiMoney {
  const money = fromApiMoney({ amount, currency })
  return money.ok ? toApiMoney(money.value) : { amount, currency }
}
