import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CompanyTables } from '../company/company-tables.ts'
import type { Facts } from '../facts.ts'
import { countOf, eventsOf, requestOf, sketch } from './world.ts'

/** The door for questions: one company's rows and no other's. */
export function describeDoor(facts: () => Facts): void {
  describe('the door for questions', () => {
    const [ours, theirs] = [randomUUID(), randomUUID()]

    beforeAll(async () => {
      for (const [companyId, count] of [
        [ours, 2],
        [theirs, 3],
      ] as const)
        for (let n = 0; n < count; n += 1)
          await facts().append(
            requestOf(companyId),
            eventsOf(companyId, `m${n}`, [sketch('sent', n), sketch('delivered', n + 1)]),
          )
      await facts().foldChanges()
    })

    test('shows a company its own rows only', async () => {
      expect(await countOf(facts(), ours, 'messages')).toBe(2)
      expect(await countOf(facts(), theirs, 'messages')).toBe(3)
      expect(await countOf(facts(), ours, 'messageLog')).toBe(4)
      expect(await countOf(facts(), randomUUID(), 'messages')).toBe(0)
    })

    test('a rebuild of one company leaves the other alone', async () => {
      await facts().rebuild({ companyId: ours })
      expect(await countOf(facts(), ours, 'messages')).toBe(2)
      expect(await countOf(facts(), theirs, 'messages')).toBe(3)
    })

    test('binds values of every kind as they are', async () => {
      const text = 'a\'b"c\\d\te\nf\u0000g{h:String}ü😀'
      const { rows } = await facts()
        .forCompany(ours)
        .query({
          sql: (from) =>
            `SELECT {text:String} AS text, {texts:Array(String)} AS texts, {n:Int64} AS n, {none:Nullable(String)} AS none
           FROM ${from.messages} LIMIT 1`,
          params: { text, texts: [text, ''], n: -5, none: null },
        })
      expect(rows).toEqual([{ text, texts: [text, ''], n: -5, none: null }])
    })

    test('binds long lists of long values', async () => {
      const texts = Array.from({ length: 2_000 }, (_, index) => `${index} `.padEnd(500, "'\\x"))
      const { rows } = await facts()
        .forCompany(ours)
        .query({
          sql: (from) =>
            `SELECT length({texts:Array(String)}) AS n, {texts:Array(String)}[2000] AS last FROM ${from.messages} LIMIT 1`,
          params: { texts },
        })
      expect(rows).toEqual([{ n: 2_000, last: texts[1_999] }])
    })

    test('gives totals where they are asked for', async () => {
      const answer = await facts()
        .forCompany(ours)
        .query({
          sql: (from) =>
            `SELECT message_id, count() AS n FROM ${from.messages} GROUP BY message_id WITH TOTALS ORDER BY message_id`,
        })
      expect(answer.rows).toEqual([
        { message_id: 'm0', n: 1 },
        { message_id: 'm1', n: 1 },
      ])
      expect(answer.totals).toMatchObject({ n: 2 })
    })

    const escapes: readonly [string, (from: CompanyTables) => string][] = [
      ['a table by its name', () => 'SELECT * FROM messages'],
      ['a local table', () => 'SELECT * FROM messages_local'],
      ['a table of chats', () => 'SELECT * FROM chats'],
      ['a table that rows pass through', () => 'SELECT * FROM chats_staged'],
      ['a quoted table', () => 'SELECT * FROM `message_log`'],
      ['a table of a database', () => 'SELECT * FROM default."raw_requests"'],
      ['a table beside an allowed one', (from) => `SELECT * FROM ${from.messages} AS m, message_places`],
      ['the list of tables', () => 'SELECT * FROM system.tables'],
      ['a table function', () => "SELECT * FROM merge('.*')"],
      ['a quoted database', () => 'SELECT * FROM "system".tables'],
      ['a quoted table function', (from) => `SELECT * FROM ${from.messages} AS m, "merge"('.*')`],
      ['a table that is not known here', () => 'SELECT * FROM another_table'],
      ['a set in a table', (from) => `SELECT 1 FROM ${from.messages} WHERE 1 IN another_table`],
      ['a table to join', (from) => `SELECT 1 FROM ${from.messages} AS m JOIN another_table AS o ON 1`],
      [
        'a table to join to an alias',
        (from) => `SELECT 1 FROM ${from.chats} AS array JOIN another_table AS o ON 1`,
      ],
      [
        'a table behind an array',
        (from) => `SELECT 1 FROM ${from.chats} ARRAY JOIN tags JOIN another_table AS o ON 1`,
      ],
      ['a table behind a comment', () => 'SELECT * FROM/**/another_table'],
      ['a look-up in a table', (from) => `SELECT joinGet('t', 'c', 1) FROM ${from.messages}`],
    ]
    test.each(escapes)('refuses a text that names %s', async (_, sql) => {
      await expect(facts().forCompany(ours).query({ sql })).rejects.toThrow(/by itself/)
    })

    test('unfolds arrays', async () => {
      const { rows } = await facts()
        .forCompany(ours)
        .query({ sql: (from) => `SELECT cycle_from FROM ${from.chats}\nARRAY JOIN cycle_from` })
      expect(rows).toEqual([])
    })

    test('refuses a question that binds the company itself', async () => {
      const question = {
        sql: (from: CompanyTables) => `SELECT 1 FROM ${from.messages}`,
        params: { company_id: theirs },
      }
      await expect(facts().forCompany(ours).query(question)).rejects.toThrow(/bound by the door/)
    })

    test('refuses a company id that is no UUID', () => {
      expect(() => facts().forCompany("x' OR 1")).toThrow(/UUID/)
    })

    test('words inside texts are not taken for tables', async () => {
      const { rows } = await facts()
        .forCompany(ours)
        .query({
          sql: (from) => `SELECT 'messages' AS word, count() AS \`messages.created\` FROM ${from.messages}`,
        })
      expect(rows).toEqual([{ word: 'messages', 'messages.created': 2 }])
    })
  })
}
