import { expect, test } from 'vitest'
import { apiConnectionId } from '../facts/index.ts'
import { normaliseAnnounced } from './announced-message.ts'
import { fromCloudEvent } from './canonical-event.ts'
import { messageKeyOf } from './message-keys.ts'

const context = {
  companyId: '00000000-0000-4000-8000-000000000001',
  requestId: '00000000-0000-4000-8000-000000000002',
  receivedAtMs: Date.UTC(2026, 8, 1),
}

test.each([
  { channel: 'sms', recipient: '0049 151 1234 5678', text: 'ä'.repeat(161), network: '26201' },
  { channel: 'viber', recipient: '+41 79 123 45 67', country: 'LI' },
  { channel: 'email', recipient: 'Someone@Example.COM' },
  { channel: 'sms', recipient: '+14155550123', segments: 3, text: 'short' },
])('an announced message reads as its events will be read: %o', (data) => {
  const event = fromCloudEvent(
    { specversion: '1.0', id: '1', source: 'x', type: 'message.sent', data: { message_id: 'm-1', ...data } },
    0,
    context,
  )
  if (!event.ok) throw new Error(event.failure.detail)
  const { value } = event
  expect(normaliseAnnounced({ message_id: 'm-1', ...data })).toEqual({
    recipient: value.recipient,
    country: value.country || value.numberCountry,
    network: value.network,
    segments: value.segments || value.computedSegments || 1,
    messageKey: value.messageKey,
  })
})

test('through a connection a message is named by its id at the provider', () => {
  const connection_id = '00000000-0000-4000-8000-00000000000a'
  const message = { channel: 'sms', recipient: '+4915112345678', message_id: 'SM1' }
  expect(normaliseAnnounced({ ...message, connection_id }).messageKey).toBe(
    messageKeyOf(connection_id, ['SM1', '']),
  )
  expect(normaliseAnnounced({ ...message, connection_id: apiConnectionId }).messageKey).toBe(
    normaliseAnnounced(message).messageKey,
  )
})

test('a message without an id has no key, and what is no network or number is not known', () => {
  expect(normaliseAnnounced({ channel: 'sms', recipient: 'me ', network: 'mobile', country: 'XX' })).toEqual({
    recipient: 'me',
    country: '',
    network: '',
    segments: 1,
    messageKey: null,
  })
})
