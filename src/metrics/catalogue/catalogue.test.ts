import { describe, expect, it } from 'vitest'
import { catalogueSchema, messageDimensions, messageMetricNames, metricNames } from '../../contract/index.ts'
import { catalogue, metricSpec } from './catalogue.ts'
import { resultColumns } from './table-columns.ts'

describe('the catalogue', () => {
  it('defines every metric of the contract, in its order and shape', () => {
    expect(catalogueSchema.parse(catalogue).metrics.map(({ name }) => name)).toEqual(metricNames)
  })

  it('says everything in English and in Russian', () => {
    for (const { title, definition, denominator } of catalogue.metrics)
      for (const text of [title, definition, ...(denominator ? [denominator] : [])]) {
        expect(text['en']).toMatch(/^[^а-яё]{3,}$/i)
        expect(text['ru']).toMatch(/[а-яё]{3,}/i)
      }
  })

  it('gives a denominator exactly to shares and percentiles, and calls only counts and sums additive', () => {
    for (const name of messageMetricNames) {
      const { unit, denominator, denominatorMeasure, additive } = metricSpec(name)
      const hasDenominator = unit === 'ratio' || unit === 'ms'
      expect([name, denominator !== null, denominatorMeasure !== null]).toEqual([
        name,
        hasDenominator,
        hasDenominator,
      ])
      expect([name, additive]).toEqual([name, !hasDenominator])
    }
  })

  it('describes the columns of a query’s rows', () => {
    const columns = resultColumns({ by: [...messageDimensions], metrics: ['messages.cost'] })
    expect(columns.map(({ key }) => key)).toEqual([...messageDimensions, 'messages.cost'])
    expect(columns[0]).toMatchObject({ type: 'instant', definition: null })
    expect(columns.at(-1)).toMatchObject({ type: 'money', title: { en: 'Cost' } })
  })
})
