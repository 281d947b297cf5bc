import { describe, expect, test } from 'vitest'
import { messageDimensions } from '../src/contract/index.ts'
import { createTranslate, languages } from '../src/messages/index.ts'
import { dimensions } from '../src/metrics/catalogue/dimensions.ts'
import { catalogue } from '../src/metrics/index.ts'
import { counterDefinitions } from '../web/features/analytics/counter-definitions.ts'

/** Beside the other two percentiles the page leaves out which one it is. */
const shorterOnPage = new Set(['messages.latency_p50_ms'])

describe.each(languages)('in %s a page and a file call things the same', (language) => {
  const t = createTranslate(language)

  test('metrics', () => {
    const titles = new Map(catalogue.metrics.map(({ name, title }) => [name, title[language]]))
    for (const { metric, title } of counterDefinitions)
      if (!shorterOnPage.has(metric)) expect(titles.get(metric)).toBe(t(`analytics.${title}`))
  })

  test('dimensions', () => {
    // A file says the unit of a delivery time, which a page writes beside each value.
    for (const name of messageDimensions)
      if (name !== 'latency') expect(dimensions[name].title[language]).toBe(t(`words.dimension_${name}`))
  })
})
