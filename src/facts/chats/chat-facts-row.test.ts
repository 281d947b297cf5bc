import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyChatLog, noSettings } from '../../chats/chat-log.fixture.ts'
import { foldChat } from '../../chats/index.ts'
import { chats } from '../schema/chat-tables.ts'
import { chatFactsColumns, toRowChatFacts } from './chat-facts-row.ts'

const keys = ['company_id', 'opened_hour', 'chat_key', 'version', 'is_deleted']

test('every column of the table that the engine does not work out itself is written, in its order', () => {
  const columns = chats.columns
    .filter((column) => !column.includes(' DEFAULT '))
    .map((column) => column.split(' ')[0])
    .filter((name) => name !== 'INDEX')
  expect([...keys, ...chatFactsColumns.map(({ name }) => name)]).toEqual(columns)
})

test('a row has one field for each column, whatever the chat says', () => {
  fc.assert(
    fc.property(anyChatLog, fc.string({ unit: 'binary' }), (log, text) => {
      const told = log.map((event) => ({ ...event, customerId: text, operatorId: text, tags: [text] }))
      const row = toRowChatFacts(foldChat(told, noSettings))
      expect(row.split('\t')).toHaveLength(chatFactsColumns.length + 3)
      expect(row).not.toMatch(/[\n\r\0]/)
    }),
  )
})
