import { describe, expect, test } from 'vitest'
import { csvMappingSchema } from '../../../../src/contract/index.ts'
import { fieldOfColumn, firstMapping, mappingProblem, withColumn } from './csv-mapping.ts'

const preview = { encoding: 'utf-8', delimiter: ';', titles: [], rows: [], mapping: null } as const
const empty = firstMapping({ ...preview, titles: [], rows: [] }, 'EUR')

describe('what the columns of a CSV file mean', () => {
  test('is chosen column by column, until it can be sent', () => {
    expect(mappingProblem(empty)).toBe('missing_date')
    const dated = withColumn(empty, 2, 'booked_on')
    expect(mappingProblem(dated)).toBe('missing_amount')
    const whole = withColumn(dated, 3, 'amount')
    expect(mappingProblem(whole)).toBeNull()
    expect(csvMappingSchema.safeParse(whole).success).toBe(true)
  })

  test('a field moves to the column that is chosen last, and the purpose may have several', () => {
    const moved = withColumn(withColumn(empty, 1, 'amount'), 4, 'amount')
    expect([fieldOfColumn(moved, 1), fieldOfColumn(moved, 4)]).toEqual([null, 'amount'])
    const both = withColumn(withColumn(moved, 6, 'purpose'), 5, 'purpose')
    expect(both.columns.purpose).toEqual([5, 6])
    expect(withColumn(both, 5, 'payer_name').columns).toMatchObject({ purpose: [6], payer_name: 5 })
    expect(withColumn(both, 4, null).columns).not.toHaveProperty('amount')
  })

  test('a signed amount and two sides of it are not taken together', () => {
    const both = withColumn(withColumn(withColumn(empty, 1, 'booked_on'), 2, 'amount'), 3, 'debit')
    expect(mappingProblem(both)).toBe('missing_amount')
  })
})
