import { parse } from 'csv-parse/sync'
import { expect } from 'vitest'
import type { Report } from '../../src/contract/index.ts'
import type { Answer, Installation } from './installation.ts'

/** Longest that a report of a test takes on a busy machine. */
const madeWithinMs = 60_000

export async function must<T>(asked: Promise<Answer>): Promise<T> {
  const answer = await asked
  expect([answer.status, answer.body]).toEqual([expect.toBeOneOf([200, 201, 204, 206]), answer.body])
  return answer.body as T
}

/** Waits until a report is made, or could not be. */
export async function madeReport(house: Pick<Installation, 'ask'>, id: string): Promise<Report> {
  let report: Report | undefined
  await expect
    .poll(
      async () => {
        report = await must<Report>(house.ask('GET', `/api/v1/reports/${id}`))
        return report.state
      },
      { timeout: madeWithinMs, interval: 100 },
    )
    .not.toBe('generating')
  if (!report) throw new Error('no report')
  return report
}

/** Rows of a CSV file by the titles of its columns. */
export function rowsOfCsv(text: string): Record<string, string>[] {
  return parse<Record<string, string>>(text, { bom: true, columns: true, skip_empty_lines: true })
}
