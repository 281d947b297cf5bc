import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { violationsInBothSchemes } from './violations-of.ts'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession

const address = { street: 'Beispielstraße 12', city: 'Berlin', country: 'DE' }
const account = {
  iban: 'DE89370400440532013000',
  bic: 'COBADEFFXXX',
  bank_name: 'Musterbank',
  currency: 'EUR',
}

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
  // Everything but the buyer's postal code and the settings of the supplier.
  await putDetails('details', { legal_name: 'Lindqvist Outdoor GmbH', legal_address: address })
  await putDetails('provider-details', {
    legal_name: 'Harbour Messaging GmbH',
    legal_address: { ...address, postal_code: '10115' },
    vat_number: 'DE123456788',
    bank_accounts: [account],
  })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

async function putDetails(path: string, details: object): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/company/${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version: 0, ...details }),
  })
  expect([answer.status, await answer.text()]).toEqual([200, expect.anything()])
}

const form = (page: Page) => page.getByRole('dialog', { name: 'Create an invoice' })
const amount = (page: Page) => form(page).getByLabel('Amount to pay')
const create = (page: Page) => form(page).getByRole('button', { name: 'Create', exact: true }).click()
const back = (page: Page) => page.getByRole('button', { name: 'Back to where you came from' })

async function sidewaysOf(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

describe('invoices in a browser', () => {
  test('what is missing is named, filled in where the link leads, and the invoice is made with the amount that was kept', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/invoices')
    await page.getByRole('heading', { name: 'No documents in this period' }).waitFor()
    await page.getByRole('link', { name: 'Create an invoice' }).first().click()
    await amount(page).fill('1,250.50')
    await create(page)
    await form(page).getByRole('alert').getByText('A document shows the full legal address.').waitFor()
    await form(page).getByRole('link', { name: 'Settings for invoices' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])

    await form(page).getByRole('link', { name: 'Postal code' }).click()
    await page.locator('[data-path="legal_address.postal_code"]:focus').waitFor()
    await page.keyboard.type('10115')
    await page.keyboard.press('Enter')
    await back(page).click()
    expect(await amount(page).inputValue()).toBe('1250.50')

    await create(page)
    await form(page).getByRole('link', { name: 'Settings for invoices' }).click()
    await page.locator('input[type="checkbox"]:focus').waitFor()
    await page.getByLabel('Standard rate, %').fill('119')
    await page.getByRole('button', { name: 'Save settings' }).click()
    await page.getByText('Write a percentage from 0 to 100').waitFor()
    await page.getByLabel('Standard rate, %').fill('19')
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Save settings' }).click()
    await back(page).click()
    expect(await amount(page).inputValue()).toBe('1250.50')
    await create(page)

    await form(page)
      .getByText(/^PF-\d{4}-000001 is ready$/)
      .waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      form(page).getByRole('button', { name: 'Download PDF' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^PF-\d{4}-000001\.pdf$/)
    const bytes = await readFile((await download.path()) ?? '')
    expect(bytes.subarray(0, 4).toString()).toBe('%PDF')

    await form(page).getByRole('button', { name: 'Done' }).click()
    const row = page.getByRole('row').filter({ hasText: 'Pro-forma' })
    await row.getByText('€1,250.50').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a row opens the document, which its issuer makes void with a reason', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/invoices?sort=number&direction=asc')
    await page.getByRole('cell', { name: '€1,250.50' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV', exact: true }).click(),
    ])
    expect(file.suggestedFilename()).toBe('Invoices.csv')
    expect(await readFile(await file.path(), 'utf8')).toContain('1250.50')
    await page.getByRole('cell', { name: '€1,250.50' }).click()
    await page.getByRole('heading', { level: 1, name: /^PF-/ }).waitFor()
    await page.getByText('Top-up of the balance').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link').click()
    await page.getByRole('cell', { name: '€1,250.50' }).waitFor()
    expect(new URL(page.url()).search).toBe('?sort=number&direction=asc')
    await page.getByRole('cell', { name: '€1,250.50' }).click()
    await page.getByRole('heading', { level: 1, name: /^PF-/ }).waitFor()
    await page.getByRole('button', { name: 'More for this document' }).click()
    await page.getByRole('menuitem', { name: 'Make void…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('Asked for twice')
    await dialog.getByRole('button', { name: 'Make void' }).click()
    await page.getByText('Reason: Asked for twice').waitFor()
    expect(await page.getByRole('button', { name: 'More for this document' }).count()).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })

  test('on a phone the list finds by number and fits, and so does the page of closing months', async () => {
    const { context, page } = await openPage(browser, server.url, phone, session)
    await page.goto('/invoices')
    await page.getByLabel('Search by Account ID').fill('nothing like it')
    await page.getByRole('heading', { name: 'No document in this period has “nothing like it”' }).waitFor()
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await page.getByRole('link', { name: /^PF-/ }).waitFor()
    await page.getByRole('button', { name: /^Copy PF-/ }).waitFor()
    expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)
    await page.goto('/month-closes')
    await page.getByRole('heading', { name: 'No month has ended yet' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)
    await context.close()
  })

  test('the way back never leads to another site', async () => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    await page.goto('/settings/invoicing?return=%2F%09%2Felsewhere.example')
    await page.getByLabel('Days to pay').fill('30')
    await page.getByRole('button', { name: 'Save settings' }).click()
    await page.getByText('The settings are saved.').waitFor()
    expect(await back(page).count()).toBe(0)
    await context.close()
  })
})
