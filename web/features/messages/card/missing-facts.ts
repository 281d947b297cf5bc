import type { MessageCard } from '../../../../src/contract/index.ts'
import {
  channelsReportingReads,
  defaultTimeOutHours,
  openStatuses,
  timeOutHours,
} from '../../../../src/contract/message-words.ts'

const hourMs = 3_600_000

/** Something that the provider has not said about a message, yet or at all. */
export type MissingFact =
  | { readonly kind: 'final'; readonly deadlineMs: number }
  | { readonly kind: 'timed_out' | 'unconfirmed' | 'read' | 'delivered_at' | 'cost' | 'network' }

interface Facts
  extends Readonly<
    Pick<MessageCard, 'status' | 'channel' | 'created_at' | 'delivered_at' | 'cost' | 'network'>
  > {
  readonly timeline: readonly Pick<MessageCard['timeline'][number], 'step'>[]
}

/** What is still missing of a message at `nowMs`, the most important first. Rule 5 of the metric definitions. */
export function missingFacts(message: Facts, nowMs: number): readonly MissingFact[] {
  const missing: MissingFact[] = []
  const end = missingEnd(message, nowMs)
  if (end !== null) missing.push(end)
  if (message.status === 'delivered' && reportsReads(message.channel)) missing.push({ kind: 'read' })
  if (message.status === 'read' && message.delivered_at === null) missing.push({ kind: 'delivered_at' })
  if (message.channel === 'sms' && message.network === null) missing.push({ kind: 'network' })
  if (message.cost === null) missing.push({ kind: 'cost' })
  return missing
}

function missingEnd(message: Facts, nowMs: number): MissingFact | null {
  if (message.status === 'unconfirmed') {
    const isStated = message.timeline.some((entry) => entry.step === 'unconfirmed')
    return { kind: isStated ? 'unconfirmed' : 'timed_out' }
  }
  if (!isOpen(message.status)) return null
  const deadlineMs = Date.parse(message.created_at) + timeOutHoursOf(message.channel) * hourMs
  return deadlineMs > nowMs ? { kind: 'final', deadlineMs } : { kind: 'timed_out' }
}

function isOpen(status: MessageCard['status']): boolean {
  return (openStatuses as readonly string[]).includes(status)
}

function reportsReads(channel: string): boolean {
  return (channelsReportingReads as readonly string[]).includes(channel)
}

function timeOutHoursOf(channel: string): number {
  const byChannel: Readonly<Record<string, number>> = timeOutHours
  return (Object.hasOwn(byChannel, channel) ? byChannel[channel] : undefined) ?? defaultTimeOutHours
}
