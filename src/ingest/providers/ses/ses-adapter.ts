import { maxEventsPerRequest } from '../../../contract/index.ts'
import { fail, ok, parseJson } from '../../../core/index.ts'
import type {
  CheckContext,
  ConnectionSettings,
  HookAnswer,
  HookContext,
  HookRequest,
  ProviderAdapter,
} from '../../provider-adapter.ts'
import { eventsOf } from '../../provider-event.ts'
import { readSesReports } from './ses-events.ts'
import { readSnsEnvelope } from './sns-envelope.ts'
import { isSignedBySns, readSnsUrl } from './sns-signature.ts'

const provider = 'ses'
const answer: HookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'OK' }

/** Events of Amazon SES as Amazon SNS delivers them: by HTTPS, in its envelope. */
export const sesAdapter: ProviderAdapter = {
  provider,
  keptHeaders: ['x-amz-sns-message-type', 'x-amz-sns-message-id', 'x-amz-sns-topic-arn'],
  answer,
  async verify(request: HookRequest, settings: ConnectionSettings, context: CheckContext) {
    const envelope = readSnsEnvelope(request.body)
    return envelope !== null && (await isSignedBySns(envelope, settings.topic_arns ?? '', context))
  },
  confirm(request, { ports }) {
    const envelope = readSnsEnvelope(request.body)
    if (envelope?.type !== 'SubscriptionConfirmation') return null
    return confirmSubscription(envelope.subscribeUrl, ports.visit)
  },
  toEvents(request: HookRequest, context: HookContext) {
    const envelope = readSnsEnvelope(request.body)
    if (!envelope) return fail('invalid_body', 'The body is no message of SNS.')
    // Whoever tests a topic publishes text; a subscription that ends says so in words.
    const event = envelope.type === 'Notification' ? parseJson(envelope.message)?.value : null
    const reports = readSesReports(event)
    if (reports.length > maxEventsPerRequest)
      return fail('invalid_body', `The body holds more than ${maxEventsPerRequest} events.`)
    return ok(eventsOf(provider, reports, context))
  },
}

async function confirmSubscription(subscribeUrl: string, visit: CheckContext['ports']['visit']) {
  const url = readSnsUrl(subscribeUrl)
  const isConfirmed = url !== null && (await visit(url.href))
  return isConfirmed
    ? ok(answer)
    : fail('confirmation_failed', 'SNS did not answer when the subscription was confirmed; it asks again.')
}
