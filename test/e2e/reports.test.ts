import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report, Reports } from '../../src/contract/index.ts'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { violationsInBothSchemes } from './violations-of.ts'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  expect([answer.status, answer.ok]).toEqual([answer.status, true])
  return (await answer.json()) as T
}

async function sidewaysOf(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

describe('reports in a browser', () => {
  test('the form shows the first rows, and what it asks for appears in the list and is made without asking again', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/reports')
    await page.getByRole('heading', { name: 'No reports yet' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('link', { name: 'New report' }).first().click()
    await page.getByText('No rows in this period with these filters. The report would be empty.').waitFor()
    await page.getByRole('combobox', { name: 'Type' }).click()
    await page.getByRole('option', { name: 'Account statement' }).click()
    await page.getByText('Opening balance').waitFor()
    await page.getByText('CSV', { exact: true }).click()
    await page.getByLabel('With a byte order mark').uncheck()
    expect(new URL(page.url()).search).toBe('?type=account_statement&format=csv&bom=no')
    await page.locator('[data-stale]').waitFor({ state: 'detached' })
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByLabel('Name').fill('Statement of the season')
    await page.getByRole('button', { name: 'Make the report' }).click()

    await row(page, 'Statement of the season').getByText('Generated', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'All 1' }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download Statement of the season' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('Statement of the season.csv')
    const text = await readFile((await download.path()) ?? '', 'utf8')
    expect(text.split('\r\n')[0]).toMatch(/^Date,/)
    expect(errors).toEqual([])
    await context.close()
  })

  test('a link of an e-mail opens its report, which is deleted after a question; what is gone says so', async () => {
    const { reports } = await ask<Reports>('GET', '/reports')
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto(`/reports?open=${reports[0]?.id}`)
    const drawer = page.getByRole('dialog', { name: 'Report' })
    await drawer.getByText(reports[0]?.file?.sha256 ?? '').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await drawer.getByRole('button', { name: 'Delete' }).click()
    const question = page.getByRole('dialog', { name: 'Delete the report “Statement of the season”?' })
    await question.getByRole('button', { name: 'Delete the report' }).click()
    await page.getByRole('heading', { name: 'No reports yet' }).waitFor()
    expect(new URL(page.url()).search).toBe('')
    await page.goto(`/reports?open=${reports[0]?.id}`)
    await page.getByRole('heading', { name: 'This report is not here' }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('on a phone an error says why, filters by status and name hold in the address, and everything fits', async () => {
    const gone = '01939393-0000-7000-8000-000000000000'
    await ask<Report>('POST', '/reports', { type: 'charges', name: 'Lost', filters: { invoice_id: gone } })
    const { context, page, errors } = await openPage(browser, server.url, phone, session)
    await page.goto('/reports')
    await page.getByText('What the report is about is no longer there.').waitFor()
    await page.getByRole('button', { name: 'Error 1' }).click()
    await page.waitForURL(/state=error/)
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)
    await page.getByLabel('Search by name').fill('found')
    await page.getByRole('heading', { name: 'No report fits' }).waitFor()
    expect(new URL(page.url()).search).toBe('?search=found&state=error')
    await page.getByRole('button', { name: 'Clear', exact: true }).first().click()
    await page.getByRole('link', { name: 'Lost' }).waitFor()
    await page.goto('/reports/new?repeat=monthly&type=message_summary')
    await page.getByRole('combobox', { name: 'Send to' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)
    expect(errors).toEqual([])
    await context.close()
  })
})
