import { deriveKey } from '../companies/index.ts'
import type { DeliveryKind } from '../contract/index.ts'
import { claimDue, releaseClaim } from './deliveries/claim-due.ts'
import { countWaiting } from './deliveries/count-waiting.ts'
import { createDeliveryLog, type DeliveryLog } from './deliveries/delivery-log.ts'
import { Dispatcher, type Lane } from './deliveries/dispatcher.ts'
import { noteAttempt } from './deliveries/note-attempt.ts'
import { readDelivery } from './deliveries/read-delivery.ts'
import { removeOld } from './deliveries/remove-old.ts'
import { createSendingByHand, type SendingByHand } from './deliveries/send-by-hand.ts'
import { LetterPoster } from './letters/letter-poster.ts'
import { deliverMail } from './mail/deliver-mail.ts'
import { openMailer } from './mail/open-mailer.ts'
import { createNoticeSettings, type NoticeSettingsDoor } from './notice-settings.ts'
import type { NoticesDeps } from './notices-deps.ts'
import { tellLowBalances } from './tell-low-balances.ts'
import { deliverWebhook } from './webhooks/deliver-webhook.ts'
import { createEndpoints, type WebhookEndpoints } from './webhooks/endpoints.ts'
import { type ResolveHost, resolveByNameServer, resolveBySystem } from './webhooks/resolve-host.ts'

export interface Notices extends WebhookEndpoints, DeliveryLog, SendingByHand, NoticeSettingsDoor {
  /** Begins to send, and goes on until `stop`. */
  start(): void
  /** Sends what is due now, and waits for it. */
  run(): Promise<void>
  /** Sends the letters that are due now, and waits for it. */
  sendLetters(): Promise<void>
  /** Tells of balances that have come down to their threshold; see `takeLowBalances`. */
  tellLowBalances(): Promise<void>
  /** Deliveries that are not done, by kind. */
  waitingDeliveries(): Promise<Readonly<Record<DeliveryKind, number>>>
  /** Removes what is older than it is kept; by itself every ten minutes. */
  removeOld(): Promise<void>
  /** Cuts off webhooks that are under way, waits for e-mails. The records stay open. */
  stop(): Promise<void>
}

/** What tests set; the program leaves them alone. */
export interface SendingOptions {
  /** From the look-up of a name to the end of the answer. */
  readonly webhookTimeoutMs?: number
  readonly resolve?: ResolveHost
  /** In [0, 1). */
  readonly random?: () => number
}

const webhookTimeoutMs = 15_000
const lanes: readonly Lane[] = [
  { kind: 'webhook', atOnce: 64, perTarget: 4, perCompany: 8 },
  { kind: 'email', atOnce: 4, perTarget: 2, perCompany: 2 },
]

/** What others are told of: endpoints, addresses, and the sending itself. */
export function openNotices(deps: NoticesDeps, options: SendingOptions = {}): Notices {
  const { records, clock, onError, secretKey, publicUrl } = deps
  const mailer = deps.mailServer && openMailer(deps.mailServer)
  const poster = new LetterPoster({ records, clock, secretKey, publicUrl, mailer, onError })
  const dispatcher = new Dispatcher({
    lanes,
    claim: (rules) => claimDue(records, rules, clock()),
    deliver: createDelivering(deps, options),
    note: (claim, noted) => noteAttempt(records, claim, noted),
    release: (claim) => releaseClaim(records, claim),
    removeOld: () => removeOld(records, clock()),
    clock,
    random: options.random ?? Math.random,
    onError,
  })
  return {
    ...createEndpoints(deps),
    ...createDeliveryLog(deps),
    ...createSendingByHand(deps, () => dispatcher.wake()),
    ...createNoticeSettings(deps),
    tellLowBalances: () => tellLowBalances(deps),
    waitingDeliveries: () => countWaiting(records),
    removeOld: () => removeOld(records, clock()),
    start() {
      dispatcher.start()
      poster.start()
    },
    sendLetters: () => poster.run(),
    run: () => dispatcher.run(),
    async stop() {
      await Promise.all([dispatcher.stop(), poster.stop()])
    },
  }
}

function createDelivering(deps: NoticesDeps, options: SendingOptions) {
  const { records, clock, allowsPrivateWebhooks: allowsPrivate } = deps
  const secretKey = deriveKey(deps.secretKey, 'webhook secrets')
  const webhookRules = {
    allowsPrivate,
    resolve: options.resolve ?? (allowsPrivate ? resolveBySystem : resolveByNameServer),
    timeoutMs: options.webhookTimeoutMs ?? webhookTimeoutMs,
  }
  const mailRules = {
    mailer: deps.mailServer && openMailer(deps.mailServer),
    attachmentOf: deps.attachmentOf ?? (() => Promise.resolve(null)),
    publicUrl: deps.publicUrl,
    onError: deps.onError,
  }
  return async ({ deliveryId }: { readonly deliveryId: string }, stop: AbortSignal) => {
    const due = await readDelivery(records, deliveryId)
    if (due === null) return null
    const { id, notice, target } = due
    return target.kind === 'webhook'
      ? await deliverWebhook({ id, notice, target }, secretKey, { ...webhookRules, stop, nowMs: clock() })
      : await deliverMail({ id, notice, target }, mailRules)
  }
}
