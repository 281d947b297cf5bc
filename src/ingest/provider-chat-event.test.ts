import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { chatChannelPutSchema, maxSourceIdLength } from '../contract/index.ts'
import { messengerWord, nameableId } from './provider-chat-event.ts'

const connectionId = '0199a000-0000-7000-8000-00000000000a'

test('settings can name every id of a source, however long it is, and no two ids become one', () => {
  const ids = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.string({ maxLength: 3 }))
  fc.assert(
    fc.property(ids, ([start, end]) => {
      const [one, other] = [nameableId(connectionId, start), nameableId(connectionId, start + end)]
      expect(one.length).toBeLessThanOrEqual(maxSourceIdLength)
      expect(one.isWellFormed()).toBe(true)
      expect(one === other).toBe(end === '')
    }),
  )
  expect(nameableId(connectionId, '')).toBe('')
  expect(nameableId(connectionId, '7')).toBe('0199a000:7')
})

test('a messenger that an event may name can be named in settings, and the other way round', () => {
  const words = fc.oneof(fc.stringMatching(/^[a-z0-9_-]{0,52}$/), fc.string())
  fc.assert(
    fc.property(words, (messenger) => {
      const inSettings = chatChannelPutSchema.safeParse({ id: 'c', name: 'C', messenger }).success
      expect(inSettings).toBe(messengerWord(messenger) === messenger && messenger !== '')
    }),
  )
})
