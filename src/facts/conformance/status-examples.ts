import type { Example } from './example.ts'
import { instantText, minuteMs, sketch } from './world.ts'

const receipt = { timeSource: 'receipt' } as const

export const progressExamples: readonly Example[] = [
  {
    name: 'progress is the maximum, whatever came last',
    events: [sketch('delivered', 3), sketch('accepted', 0), sketch('sent', 9), sketch('queued', 1)],
    facts: { status: 'delivered', progress: 50, conflict: 0, event_count: 4 },
  },
  {
    name: 'each step keeps its earliest time',
    events: [sketch('sent', 5), sketch('sent', 2), sketch('delivered', 8), sketch('delivered', 7)],
    facts: { sent_at: instantText(2), delivered_at: instantText(7), queued_at: null },
  },
  {
    name: 'read implies delivered, without a time of delivery',
    events: [sketch('sent', 0), sketch('read', 4)],
    facts: { status: 'read', progress: 60, delivered_at: null, read_at: instantText(4), latency_ms: null },
  },
  {
    name: 'created at the accepted step, even when another event is earlier',
    events: [sketch('sent', -5), sketch('accepted', 2), sketch('accepted', 1)],
    facts: { created_at: instantText(1), created_from: 'provider' },
  },
  {
    name: 'without an accepted step created at the earliest event of any kind',
    events: [sketch('delivered', 6), sketch('noted', 4, receipt), sketch('clicked', 5)],
    facts: { created_at: instantText(4), created_from: 'receipt' },
  },
  {
    name: 'of two events that created it at once the one with the provider’s clock counts',
    events: [sketch('accepted', 1, receipt), sketch('accepted', 1)],
    facts: { created_from: 'provider' },
  },
  {
    name: 'an orphan click has facts with unknown progress',
    events: [sketch('clicked', 3)],
    facts: { status: 'unknown', progress: 0, clicked_at: instantText(3), created_at: instantText(3) },
  },
  {
    name: 'an event that only notes something moves nothing',
    events: [sketch('sent', 0), sketch('noted', 1, { campaign: 'spring' })],
    facts: { status: 'sent', progress: 30, campaign: 'spring' },
  },
  {
    name: 'opens and clicks by machines are kept apart and move nothing',
    events: [
      sketch('delivered', 1),
      sketch('read', 2, { machine: true }),
      sketch('clicked', 3, { machine: true }),
    ],
    facts: { status: 'delivered', read_at: null, clicked_at: null, machine_opened_at: instantText(2) },
  },
  {
    name: 'side axes keep their times and move no progress',
    events: [sketch('sent', 0), sketch('replied', 2), sketch('unsubscribed', 3), sketch('complained', 4)],
    facts: {
      status: 'sent',
      replied_at: instantText(2),
      unsubscribed_at: instantText(3),
      complained_at: instantText(4),
    },
  },
  {
    name: 'unconfirmed is the status of a message that got no further than the carrier',
    events: [sketch('carrier_delivered', 1), sketch('unconfirmed', 9)],
    facts: { status: 'unconfirmed', progress: 40, carrier_delivered_at: instantText(1), ended_at: null },
  },
  {
    name: 'late proof of delivery beats unconfirmed and is no conflict',
    events: [sketch('unconfirmed', 1), sketch('delivered', 9)],
    facts: { status: 'delivered', conflict: 0 },
  },
]

export const negativeExamples: readonly Example[] = [
  {
    name: 'a negative beats open progress and unconfirmed',
    events: [sketch('sent', 0), sketch('unconfirmed', 1), sketch('expired', 2)],
    facts: { status: 'expired', ended_at: instantText(2), progress: 30, conflict: 0 },
  },
  {
    name: 'delivered beats a later negative and is marked as a conflict',
    events: [sketch('delivered', 1), sketch('failed', 5, { errorCode: '30003' })],
    facts: { status: 'delivered', conflict: 1, error_code: '', ended_at: null },
  },
  {
    name: 'read beats an earlier negative and is marked as a conflict',
    events: [sketch('rejected', 1), sketch('read', 5)],
    facts: { status: 'read', conflict: 1 },
  },
  {
    name: 'the most specific negative wins: a code before a text before none',
    events: [
      sketch('failed', 1),
      sketch('expired', 2, { errorReason: 'too late' }),
      sketch('rejected', 3, { errorCode: '21610' }),
    ],
    facts: { status: 'rejected', error_code: '21610', error_reason: '', ended_at: instantText(3) },
  },
  {
    name: 'code and text are more specific than a code alone',
    events: [
      sketch('failed', 1, { errorCode: '1' }),
      sketch('failed', 2, { errorCode: '2', errorReason: 'absent subscriber' }),
    ],
    facts: { error_code: '2', error_reason: 'absent subscriber', ended_at: instantText(2) },
  },
  {
    name: 'among equally specific negatives the earliest wins',
    events: [sketch('failed', 5, { errorCode: '7' }), sketch('cancelled', 4, { errorCode: '9' })],
    facts: { status: 'cancelled', error_code: '9', ended_at: instantText(4) },
  },
  {
    name: 'among equally specific negatives of one moment the smallest step, code and reason win',
    events: [
      sketch('rejected', 4, { errorCode: '1' }),
      sketch('failed', 4, { errorCode: '3' }),
      sketch('failed', 4, { errorCode: '2' }),
    ],
    facts: { status: 'failed', error_code: '2' },
  },
  {
    name: 'a reason that is not stated never erases a known one',
    events: [sketch('failed', 5, { errorCode: '30005' }), sketch('failed', 1)],
    facts: { error_code: '30005' },
  },
]

const email = { channel: 'email' } as const

export const emailExamples: readonly Example[] = [
  {
    name: 'e-mail: a bounce after "delivered" makes it failed, and is a conflict',
    events: [sketch('delivered', 1, email), sketch('failed', 2, { ...email, errorCode: '5.1.1' })],
    facts: {
      status: 'failed',
      conflict: 1,
      progress: 50,
      error_code: '5.1.1',
      delivered_at: instantText(1),
      latency_ms: null,
    },
  },
  {
    name: 'e-mail: a bounce in the moment of delivery counts as after it',
    events: [sketch('delivered', 1, email), sketch('failed', 1, email)],
    facts: { status: 'failed', conflict: 1 },
  },
  {
    name: 'e-mail: a bounce before "delivered" loses to it',
    events: [sketch('delivered', 3, email), sketch('failed', 2, email)],
    facts: { status: 'delivered', conflict: 1 },
  },
  {
    name: 'e-mail: once it was read a bounce no longer counts',
    events: [sketch('delivered', 1, email), sketch('failed', 2, email), sketch('read', 3, email)],
    facts: { status: 'read', conflict: 1 },
  },
  {
    name: 'e-mail: only a bounce undoes a delivery, no other negative',
    events: [sketch('delivered', 1, email), sketch('rejected', 2, email)],
    facts: { status: 'delivered', conflict: 1 },
  },
  {
    name: 'e-mail: of several bounces the rule looks at those after delivery only',
    events: [
      sketch('delivered', 3, email),
      sketch('failed', 2, { ...email, errorCode: '4.0.0', errorReason: 'earlier and more specific' }),
      sketch('failed', 5, { ...email, errorCode: '5.0.0' }),
    ],
    facts: { status: 'failed', error_code: '5.0.0', ended_at: instantText(5) },
  },
]

export const latencyExamples: readonly Example[] = [
  {
    name: 'latency runs from sent to delivered',
    events: [sketch('accepted', 0), sketch('sent', 1), sketch('delivered', 4)],
    facts: { latency_ms: 3 * minuteMs },
  },
  {
    name: 'latency runs from creation where no event says sent',
    events: [sketch('accepted', 0), sketch('delivered', 4)],
    facts: { latency_ms: 4 * minuteMs },
  },
  {
    name: 'a clock that was set back gives a negative latency, not a missing one',
    events: [sketch('sent', 2), sketch('delivered', 1)],
    facts: { latency_ms: -minuteMs },
  },
  {
    name: 'no latency from the time of receipt: sent',
    events: [sketch('sent', 1, receipt), sketch('delivered', 4)],
    facts: { latency_ms: null, status: 'delivered' },
  },
  {
    name: 'no latency from the time of receipt: delivered',
    events: [sketch('sent', 1), sketch('delivered', 4, receipt)],
    facts: { latency_ms: null, status: 'delivered' },
  },
  {
    name: 'of two reports of one moment the provider’s clock gives the latency',
    events: [sketch('sent', 1, receipt), sketch('sent', 1), sketch('delivered', 4)],
    facts: { latency_ms: 3 * minuteMs },
  },
  {
    name: 'read with a time of delivery has a latency',
    events: [sketch('sent', 1), sketch('delivered', 2), sketch('read', 9)],
    facts: { status: 'read', latency_ms: minuteMs },
  },
]
