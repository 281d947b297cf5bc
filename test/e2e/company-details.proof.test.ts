import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { desktop, openBrowser, openPage, phone, signIn } from './open-browser.ts'

let server: RunningTallybook
let browser: Browser

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

async function signedInPage(view = desktop) {
  const opened = await openPage(browser, server.url, view)
  await signIn(opened.page, firstCompany.ownerEmail, firstCompany.ownerPassword)
  return opened
}

async function put(path: string, body: object): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/company/${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(200)
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const save = (page: Page) => page.getByRole('button', { name: 'Save details' })
/** The field of this name, once it has the focus. */
const focused = (page: Page, path: string) => page.locator(`[data-path="${path}"]:focus`).waitFor()

async function choose(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(name)
  await page.getByRole('option', { name }).click()
}

describe('company details in a browser', () => {
  test('are filled in, corrected where the server says so, and kept', async () => {
    const { context, page, errors } = await signedInPage()
    await page.goto('/settings/company')
    await field(page, 'Legal name').fill('Lindqvist Outdoor GmbH')
    await choose(page, 'Country', 'Germany')
    await field(page, 'Postal code').fill('1011')
    await field(page, 'VAT number (USt-IdNr.)').fill('DE123456789')
    await page.getByRole('button', { name: 'Add account' }).click()
    const account = page.getByRole('group', { name: 'Account 1' })
    await account.getByLabel('IBAN or account number').fill('DE89 3704 0044 0532 0130 01')
    await save(page).click()
    await page.getByText('The country of this address has no such postal code').waitFor()
    await page.getByText('For example: 10115').waitFor()
    await page.getByText('compare it with your papers').waitFor()
    await page.getByText('compare it with your bank’s papers').waitFor()
    await focused(page, 'legal_address.postal_code')
    await field(page, 'Postal code').fill('10115')
    await field(page, 'VAT number (USt-IdNr.)').fill('de 123 456 788')
    await account.getByLabel('IBAN or account number').fill('de89 3704 0044 0532 0130 00')
    await save(page).click()
    await page.getByText('The details are saved.').waitFor()
    expect(await field(page, 'VAT number (USt-IdNr.)').inputValue()).toBe('DE123456788')
    expect(await save(page).isDisabled()).toBe(true)
    await page.reload()
    expect(await field(page, 'Legal name').inputValue()).toBe('Lindqvist Outdoor GmbH')
    expect(errors).toEqual([])
    await context.close()
  })

  test('can be saved only when something changed, and are not left behind by a click', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/settings/company')
    await field(page, 'Trade name').waitFor()
    expect(await save(page).isDisabled()).toBe(true)
    await field(page, 'Trade name').fill('Lindqvist')
    expect(await save(page).isDisabled()).toBe(false)
    await page.getByRole('link', { name: 'Connections' }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await field(page, 'Trade name').fill('')
    expect(await save(page).isDisabled()).toBe(true)
    await context.close()
  })

  test('a link to a field begins there, and after saving leads back to where one came from', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/settings/company?return=%2Ftransactions%3Ftab%3Dall#legal_address/city')
    await focused(page, 'legal_address.city')
    await page.keyboard.type('Berlin')
    await page.keyboard.press('Enter')
    // The next key goes on.
    await page.getByRole('button', { name: 'Back to where you came from' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/transactions\?tab=all/)
    await page.goto('/settings/company?return=%2F%2Felsewhere.example#bank_accounts')
    await focused(page, 'bank_accounts')
    await field(page, 'City').fill('Potsdam')
    await save(page).click()
    await page.getByText('The details are saved.').waitFor()
    expect(await page.getByRole('button', { name: 'Back to where you came from' }).count()).toBe(0)
    await context.close()
  })

  test('of two who edit at once, the second hears of it and loses nothing unasked', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/settings/provider')
    await field(page, 'Legal name').fill('Typed in the browser')
    await put('provider-details', { version: 0, legal_name: 'Harbour Messaging Ltd' })
    await save(page).click()
    await page.getByText('Somebody else changed the details meanwhile.').waitFor()
    expect(await field(page, 'Legal name').inputValue()).toBe('Typed in the browser')
    await page.getByRole('button', { name: 'Drop my changes and show theirs' }).click()
    await page.locator('[data-path="legal_name"][value="Harbour Messaging Ltd"]').waitFor()
    await field(page, 'Trade name').fill('Harbour')
    await save(page).click()
    await page.getByText('The details are saved.').waitFor()
    await context.close()
  })

  test('the numbers and accounts of a Russian company have their own names', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/settings/provider')
    await choose(page, 'Country', 'Russia')
    await field(page, 'INN').fill('7701234560')
    await field(page, 'KPP').fill('770101001')
    expect(await page.getByLabel('VAT number').count()).toBe(0)
    await page.getByRole('button', { name: 'Add account' }).click()
    await field(page, 'Settlement account').fill('40702810100000000001')
    await field(page, 'BIK').fill('044525225')
    await field(page, 'Correspondent account').fill('30101810400000000225')
    await save(page).click()
    await page.getByText('The check digit of the account does not fit the bank').waitFor()
    await focused(page, 'bank_accounts.0.number')
    await page.getByRole('button', { name: 'Remove account 1' }).click()
    await save(page).click()
    await page.getByText('The details are saved.').waitFor()
    await context.close()
  })

  test.each([
    ['desktop', desktop],
    ['phone, dark', { ...phone, colorScheme: 'dark' } as const],
  ])('keeps the rules of WCAG 2.2 AA on a %s, and nothing reaches beyond the screen', async (_name, view) => {
    const { context, page } = await signedInPage(view)
    await page.goto('/settings/company')
    await field(page, 'Email').fill('nobody')
    await page.getByRole('button', { name: 'Add account' }).click()
    await save(page).click()
    await page.getByText('This is not an email address').waitFor()
    await focused(page, 'email')
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
      .analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual(
      [],
    )
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0)
    await context.close()
  })
})
