import type { MessageStep } from '../../../contract/index.ts'
import { ok } from '../../../core/index.ts'
import { maxLength } from '../../field-limits.ts'
import { bodyText, queryOf } from '../../form-fields.ts'
import type { HookAnswer, HookContext, HookRequest, ProviderAdapter } from '../../provider-adapter.ts'
import { eventsOf, type ProviderReport, tidyText } from '../../provider-event.ts'
import { recipientFields } from '../../recipient-fields.ts'
import { equalsSecret } from '../../secret-text.ts'
import { readSmppDate } from './smpp-date.ts'
import { readSmppReceipts, type SmppReceipt } from './smpp-receipt.ts'

const provider = 'smpp-text'
const channel = 'sms'

/** By the first letters: gateways write DELIVRD, DELIVERED or Delivered. Others are noted and move nothing. */
const stepByStat: readonly (readonly [start: string, step: MessageStep])[] = [
  ['DELIV', 'delivered'],
  ['ENROUTE', 'queued'],
  ['SCHED', 'accepted'],
  ['ACCEP', 'accepted'],
  ['EXPIRED', 'expired'],
  ['DELET', 'cancelled'],
  ['UNDEL', 'failed'],
  ['FAIL', 'failed'],
  ['REJECT', 'rejected'],
  ['UNKNOWN', 'unconfirmed'],
]

/** Names under which gateways send the number that the message went to; `source_addr` is where the receipt comes from. */
const recipientParameters: ReadonlySet<string> = new Set(['recipient', 'msisdn', 'source_addr'])
/** Fields of a form are read only up to so many: the rest is no receipt of any gateway. */
const maxParameters = 1_000
const answer: HookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }

/** Delivery receipts as SMPP gateways hand them on: in the body, in a field of a form or in the address. */
export const smppTextAdapter: ProviderAdapter = {
  provider,
  keptHeaders: [],
  secretParameters: ['token'],
  takesGet: true,
  answer,
  verify(request, settings) {
    const [, bearer = ''] = /^Bearer +(\S+)$/i.exec(request.headers['authorization'] ?? '') ?? []
    return equalsSecret(bearer || (queryOf(request).get('token') ?? ''), settings.token ?? '')
  },
  toEvents(request: HookRequest, context: HookContext) {
    return ok(eventsOf(provider, readReports(request, context.settings.utc_offset ?? ''), context))
  },
}

function* readReports(request: HookRequest, utcOffset: string): Generator<ProviderReport | null> {
  const { texts, recipient } = readTexts(request)
  let index = 0
  for (const text of texts) {
    for (const receipt of readSmppReceipts(text)) {
      // A recipient beside the receipts is that of one receipt only.
      const to = texts.length === 1 ? recipient : ''
      yield toSubmission(receipt, { to, index, utcOffset })
      yield toReport(receipt, { to, index, utcOffset })
      index += 1
    }
  }
}

interface Texts {
  readonly texts: readonly string[]
  readonly recipient: string
}

/** Every text of the request that may hold receipts. */
function readTexts(request: HookRequest): Texts {
  const body = bodyText(request)
  const isForm = /^\s*application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
  const parameters = [...queryOf(request), ...(isForm ? new URLSearchParams(body) : [])].slice(
    0,
    maxParameters,
  )
  const values = parameters.map(([, value]) => value).filter((value) => /stat/i.test(value))
  // A receipt that is sent as it is may call itself a form: its only parameter then has all of it as its name.
  const isBare = isForm && values.length === 0
  const recipient = parameters.find(([name]) => recipientParameters.has(name.toLowerCase()))?.[1] ?? ''
  return { texts: isForm && !isBare ? values : [...values, body].filter((text) => text !== ''), recipient }
}

interface Place {
  readonly to: string
  readonly index: number
  readonly utcOffset: string
}

/** When the message was handed over, where the receipt and the offset of the connection tell. */
function toSubmission({ id, submitDate }: SmppReceipt, place: Place): ProviderReport | null {
  const submittedMs = readSmppDate(submitDate, place.utcOffset)
  return submittedMs === null
    ? null
    : {
        ...baseOf(id, place),
        identity: ['accepted', submitDate],
        step: 'accepted',
        providerTimeMs: submittedMs,
      }
}

function toReport({ id, stat, err, doneDate }: SmppReceipt, place: Place): ProviderReport {
  const name = stat.toUpperCase()
  const step = stepByStat.find(([start]) => name.startsWith(start))?.[1] ?? 'noted'
  return {
    ...baseOf(id, place),
    identity: [name, doneDate],
    step,
    providerTimeMs: readSmppDate(doneDate, place.utcOffset),
    // Delivered messages carry 000, or whatever the gateway had there.
    errorCode: step === 'delivered' || /^0*$/.test(err) ? '' : tidyText(err, maxLength.errorCode),
  }
}

function baseOf(id: string, { to, index }: Place) {
  const recipient = recipientFields(channel, to)
  return { messageId: tidyText(id, maxLength.id), channel, requestIndex: index, ...recipient }
}
