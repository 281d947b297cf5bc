import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Report, type ReportTypes, reportFormats } from '../../src/contract/index.ts'
import { eventOf, type Installation, openInstallation } from './installation.ts'
import { madeReport, must } from './report-answers.ts'

let house: Installation
beforeAll(async () => {
  house = await openInstallation()
  await house.post(['a', 'b'].map((id) => eventOf(id)))
  await house.tick()
  await house.reports.start()
})
afterAll(() => house.close())

test.each(reportFormats)('every type of report can be had as %s', async (format) => {
  const { types } = await must<ReportTypes>(house.ask('GET', '/api/v1/report-types'))
  for (const { type } of types) {
    const body = {
      type,
      name: 'All',
      format,
      language: 'ru',
      from: '2026-09-01T00:00:00Z',
      to: '2026-10-01T00:00:00Z',
    }
    const { id } = await must<Report>(house.ask('POST', '/api/v1/reports', body))
    const report = await madeReport(house, id)
    expect(report, type).toMatchObject({ state: 'generated', file: { name: `All.${format}` } })
    if (type === 'message_detail') expect(report.rows).toBe(2)
  }
})
