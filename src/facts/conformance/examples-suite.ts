import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Facts } from '../facts.ts'
import { attributeExamples, costExamples, repeatExamples, segmentExamples } from './attribute-examples.ts'
import type { Example } from './example.ts'
import { partExamples } from './part-examples.ts'
import { emailExamples, latencyExamples, negativeExamples, progressExamples } from './status-examples.ts'
import { eventsOf, type FactRow, factsByMessage } from './world.ts'

const groups: Readonly<Record<string, readonly Example[]>> = {
  progress: progressExamples,
  negatives: negativeExamples,
  'e-mail': emailExamples,
  parts: partExamples,
  latency: latencyExamples,
  attributes: attributeExamples,
  segments: segmentExamples,
  cost: costExamples,
  repeats: repeatExamples,
}

/** Every rule of docs/decisions/0004-message-status.md by worked examples, all folded in one tick. */
export function describeExamples(facts: () => Facts): void {
  describe('a message’s facts follow from its log', () => {
    const companyId = randomUUID()
    let found: ReadonlyMap<string, FactRow> = new Map()

    beforeAll(async () => {
      const examples = Object.values(groups).flat()
      await facts().importEvents(examples.flatMap(({ name, events }) => eventsOf(companyId, name, events)))
      await facts().foldChanges()
      found = await factsByMessage(facts(), companyId)
    })

    for (const [group, examples] of Object.entries(groups))
      describe(group, () => {
        test.each(examples)('$name', (example) => {
          expect(found.get(example.name)).toMatchObject(example.facts)
        })
      })
  })
}
