import type { MessageStep } from '../contract/index.ts'
import { dayMs } from '../core/index.ts'
import { type ChannelModel, channelModels, type Delay, type ErrorReason } from './channel-models.ts'
import type { Random } from './random.ts'
import { advertisingTemplates, serviceTemplates } from './templates.ts'
import type { SimulatedEvent, SimulatedMessage } from './traffic.ts'
import { weightedChoice } from './weighted-choice.ts'

const partReceiptShare = 0.35
const partLostShare = 0.02
const highestFailureShare = 0.75
const longestWaitMs = 7 * dayMs
const openingByMachine: Delay = { medianMs: 4_000, sigma: 1 }
const reacting: Delay = { medianMs: 150_000, sigma: 1.2 }
const bouncing: Delay = { medianMs: 240_000, sigma: 1 }

const templatesWithLink = new Set(
  [...serviceTemplates, ...advertisingTemplates].filter(({ hasLink }) => hasLink).map(({ name }) => name),
)
const reasonPickers = new Map(
  Object.values(channelModels)
    .flatMap(({ failures, rejections }) => [failures, rejections])
    .map((reasons) => [reasons, weightedChoice(reasons)]),
)
/** What a provider's callbacks can say; the API says everything. */
const stepsOf: Readonly<Record<SimulatedMessage['reporting'], readonly MessageStep[] | undefined>> = {
  full: undefined,
  seconds: ['sent', 'delivered', 'read', 'failed'],
  'no-times': ['queued', 'sent', 'delivered', 'failed'],
}

/** Collects what happens to one message. */
class Story {
  readonly events: SimulatedEvent[] = []
  private readonly message: SimulatedMessage

  constructor(message: SimulatedMessage) {
    this.message = message
  }

  tell(step: MessageStep, timeMs: number, more: Partial<SimulatedEvent> = {}): void {
    const { message } = this
    const told = message.reporting !== 'full' && step === 'rejected' ? 'failed' : step
    const steps = stepsOf[message.reporting]
    if (steps && !steps.includes(told)) return
    const granularityMs = message.reporting === 'seconds' ? 1000 : 1
    this.events.push({
      message,
      ordinal: this.events.length,
      step: told,
      timeMs: Math.floor(timeMs / granularityMs) * granularityMs,
      part: 0,
      parts: 0,
      errorCode: '',
      errorReason: '',
      url: '',
      machine: false,
      ...more,
    })
  }
}

/** Everything that happens to a message, in the order of happening as the provider tells it; at least one event. */
export function liveMessage(random: Random, message: SimulatedMessage, trouble: number): SimulatedEvent[] {
  const model = channelModels[message.channel]
  const story = new Story(message)
  const { createdMs } = message
  story.tell('accepted', createdMs)
  const end = endOf(random, model, trouble)
  if (end === 'rejected') {
    story.tell('rejected', createdMs + after(random, model.sending), reasonOf(random, model.rejections))
    return story.events
  }
  if (end === 'cancelled') {
    story.tell('cancelled', createdMs + after(random, reacting))
    return story.events
  }
  const sentMs = createdMs + after(random, model.sending)
  if (random.chance(model.reportsQueued)) story.tell('queued', createdMs + (sentMs - createdMs) / 3)
  if (message.channel !== 'email') story.tell('sent', sentMs)
  if (random.chance(model.reportsCarrier))
    story.tell('carrier_delivered', sentMs + after(random, model.sending))
  if (end === 'failed')
    story.tell('failed', sentMs + after(random, model.failure), reasonOf(random, model.failures))
  else if (end === 'expired') story.tell('expired', sentMs + model.validityMs)
  else if (end === 'delivered') deliver(random, story, message, sentMs + after(random, model.delivery))
  return story.events
}

type End = 'rejected' | 'cancelled' | 'failed' | 'expired' | 'silent' | 'delivered'

function endOf(random: Random, model: ChannelModel, trouble: number): End {
  const shares: readonly (readonly [End, number])[] = [
    ['rejected', model.rejected],
    ['cancelled', model.cancelled],
    ['failed', Math.min(highestFailureShare, model.failed * trouble)],
    ['expired', model.expired],
    ['silent', model.silent],
  ]
  let point = random.next()
  for (const [end, share] of shares) {
    point -= share
    if (point < 0) return end
  }
  return 'delivered'
}

function deliver(random: Random, story: Story, message: SimulatedMessage, deliveredMs: number): void {
  const model = channelModels[message.channel]
  const readMs = random.chance(model.read[message.kind])
    ? deliveredMs + after(random, model.reading)
    : undefined
  if (message.segments > 1 && message.reporting === 'full' && random.chance(partReceiptShare))
    deliverParts(random, story, message, deliveredMs)
  else if (readMs === undefined || !random.chance(model.readWithoutDelivery))
    story.tell('delivered', deliveredMs)
  if (random.chance(model.machineOpened))
    story.tell('read', deliveredMs + after(random, openingByMachine), { machine: true })
  if (random.chance(model.machineClicked))
    story.tell('clicked', deliveredMs + after(random, openingByMachine), {
      machine: true,
      url: 'https://nord.example/s',
    })
  if (readMs !== undefined) story.tell('read', readMs)
  else if (random.chance(model.bouncedLater))
    story.tell('failed', deliveredMs + after(random, bouncing), reasonOf(random, model.failures))
  react(random, story, message, { deliveredMs, readMs })
}

function deliverParts(random: Random, story: Story, message: SimulatedMessage, deliveredMs: number): void {
  const parts = message.segments
  for (let part = 1; part <= parts; part++) {
    const timeMs = deliveredMs + random.below(2_500)
    if (random.chance(partLostShare))
      story.tell('failed', timeMs, { part, parts, ...reasonOf(random, channelModels.sms.failures) })
    else story.tell('delivered', timeMs, { part, parts })
  }
}

/** What people do with a message they have got. Where reading is reported, only readers react. */
function react(
  random: Random,
  story: Story,
  message: SimulatedMessage,
  { deliveredMs, readMs }: { readonly deliveredMs: number; readonly readMs: number | undefined },
): void {
  const model = channelModels[message.channel]
  const readers = model.read[message.kind]
  if (readers > 0 && readMs === undefined) return
  const likelier = readers > 0 ? 1 / readers : 1
  const seenMs = readMs ?? deliveredMs
  if (templatesWithLink.has(message.template) && random.chance(model.clicked[message.kind] * likelier))
    story.tell('clicked', seenMs + after(random, reacting), { url: 'https://nord.example/s' })
  if (random.chance(model.replied * likelier)) story.tell('replied', seenMs + after(random, reacting))
  if (message.kind !== 'advertising') return
  if (random.chance(model.unsubscribed * likelier))
    story.tell('unsubscribed', seenMs + after(random, reacting))
  if (random.chance(model.complained * likelier)) story.tell('complained', seenMs + after(random, reacting))
}

const after = (random: Random, delay: Delay): number =>
  Math.round(Math.min(longestWaitMs, random.logNormal(delay.medianMs, delay.sigma)))

function reasonOf(
  random: Random,
  reasons: readonly ErrorReason[],
): Pick<SimulatedEvent, 'errorCode' | 'errorReason'> {
  const pick = reasonPickers.get(reasons) ?? weightedChoice(reasons)
  const { code, reason } = pick(random)
  return { errorCode: code, errorReason: reason }
}
