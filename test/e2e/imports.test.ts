import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

function logFile(name: string): { name: string; mimeType: string; buffer: Buffer } {
  const at = (minutes: number) =>
    new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ')
  const rows = [
    'Message ID;Phone;Date;Delivery status;Price;Note',
    `e-1;+4915112345678;${at(90)};Delivered;0,05;first`,
    `e-2;+4915112345679;${at(80)};Beamed;0,05;`,
    `e-3;12;${at(70)};Delivered;0,05;`,
  ]
  return { name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
}

describe('imports in a browser', () => {
  test('a file with errors is checked, its words explained, its rows imported, and the rest given back', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/settings/imports')
    await page.getByText('No file was imported yet').waitFor()
    await page.locator('input[type=file]').setInputFiles(logFile('august.csv'))
    await page.getByRole('heading', { name: /august\.csv/ }).waitFor()
    const result = page.getByRole('region', { name: 'First rows as they would be taken' })
    await result.getByText('the price has no currency').first().waitFor()
    await page.getByRole('combobox', { name: 'Currency of prices' }).fill('EUR')
    await page.getByRole('option', { name: /^EUR/ }).click()
    await result.getByText('a status that is not known').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Check the file' }).click()
    const checked = page.getByRole('region', { name: 'What the check found' })
    await checked.getByText('Phone: is no phone number in international form').waitFor()
    await page.getByRole('combobox', { name: 'What “Beamed” means' }).click()
    await page.getByRole('option', { name: 'Sent', exact: true }).click()
    await page
      .getByRole('button', { name: 'Check again' })
      .or(page.getByRole('button', { name: 'Check the file' }))
      .click()
    await page.getByRole('button', { name: 'Import 2 rows' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Import 2 rows' }).click()
    const taken = page.getByRole('region', { name: 'What was taken' })
    await taken.waitFor()
    const download = page.waitForEvent('download')
    await taken.getByRole('button', { name: 'Download refused rows' }).click()
    const text = await readFile(await (await download).path(), 'utf8')
    expect(text).toContain('4,Phone: is no phone number in international form (12),e-3,12,')
    await taken.getByRole('link', { name: 'See the messages' }).click()
    await page.getByText('+4915112345679').first().waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('on a phone a file fits the screen, and is removed from the list', async () => {
    const { context, page, errors } = await openPage(browser, server.url, phone, session)
    await page.goto('/settings/imports')
    await page.getByRole('link', { name: 'august.csv' }).waitFor()
    await page.locator('input[type=file]').setInputFiles(logFile('again.csv'))
    await page.getByRole('heading', { name: /again\.csv/ }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('link', { name: 'All files' }).click()
    await page.getByRole('button', { name: 'Actions for again.csv' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('link', { name: 'again.csv' }).waitFor({ state: 'detached' })
    expect(errors).toEqual([])
    await context.close()
  })
})
