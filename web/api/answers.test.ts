import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  apiKeyCreatedSchema,
  apiKeySchema,
  catalogueSchema,
  companySchema,
  connectionSchema,
  itemsResultSchema,
  messageCardSchema,
  metricsResultSchema,
  networksSchema,
  problemSchema,
  rawRequestSchema,
  sessionSchema,
  setupStateSchema,
} from '../../src/contract/index.ts'
import { answers } from './answers.ts'

const schemas = {
  session: sessionSchema,
  setupState: setupStateSchema,
  company: companySchema,
  connection: connectionSchema,
  connections: z.array(connectionSchema),
  apiKeys: z.array(apiKeySchema),
  apiKeyCreated: apiKeyCreatedSchema,
  catalogue: catalogueSchema,
  metricsResult: metricsResultSchema,
  networks: networksSchema,
  itemsResult: itemsResultSchema,
  messageCard: messageCardSchema,
  rawRequest: rawRequestSchema,
  problem: problemSchema,
} satisfies Record<keyof typeof answers, z.ZodObject | z.ZodArray<z.ZodObject>>

function requiredFields({ shape }: z.ZodObject): string[] {
  return Object.keys(shape).filter((field) => !shape[field]?.safeParse(undefined).success)
}

function answerOf(fields: readonly string[], isList: boolean): unknown {
  const answer = Object.fromEntries(fields.map((field) => [field, null]))
  return isList ? [answer] : answer
}

describe.each(Object.keys(schemas) as (keyof typeof schemas)[])('the answer %s', (name) => {
  const schema: z.ZodObject | z.ZodArray<z.ZodObject> = schemas[name]
  const isList = schema instanceof z.ZodArray
  const fields = requiredFields(schema instanceof z.ZodArray ? schema.element : schema)

  test('is taken when it has the fields of the contract', () => {
    expect(answers[name](answerOf(fields, isList))).toBe(true)
  })

  test.each(fields)('is refused without %s', (missing) => {
    const others = fields.filter((field) => field !== missing)
    expect(answers[name](answerOf(others, isList))).toBe(false)
  })

  test('is refused when it is something else', () => {
    for (const other of [undefined, null, 'text', 7, isList ? {} : []])
      expect(answers[name](other)).toBe(false)
  })
})
