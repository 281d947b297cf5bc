import { expect, test } from 'vitest'
import { messageStatuses, progressRank } from '../contract/index.ts'
import { isChargeable } from './is-chargeable.ts'

const of = (moment: 'sent' | 'delivered', progress: number) =>
  messageStatuses.filter((status) => isChargeable(moment, { progress, status }))

test('on hand-over a message is charged by its progress, or by an end that implies a hand-over', () => {
  expect(of('sent', progressRank.queued)).toEqual(['delivered', 'read', 'expired', 'unconfirmed'])
  expect(of('sent', progressRank.sent)).toEqual(messageStatuses)
})

test('on delivery it is charged when it is delivered or read, whatever came before', () => {
  expect(of('delivered', progressRank.read)).toEqual(['delivered', 'read'])
  expect(of('delivered', 0)).toEqual(['delivered', 'read'])
})
