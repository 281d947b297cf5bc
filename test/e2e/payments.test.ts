import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { violationsInBothSchemes, violationsOf } from './violations-of.ts'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession
/** Of 119 euros, open. */
let proForma: string

beforeAll(async () => {
  server = await startTallybook({ environment: { TEST_PAYMENTS: 'true' } })
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
  proForma = await issueProForma()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

async function ask(method: 'POST' | 'PUT', path: string, body: object): Promise<{ number: string }> {
  const answer = await fetch(`${server.url}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${firstCompany.apiKey}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  })
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true)
  return (await answer.json()) as { number: string }
}

async function issueProForma(): Promise<string> {
  const details = {
    version: 0,
    legal_name: 'Lindqvist Outdoor GmbH',
    legal_address: { street: 'Beispielstraße 12', postal_code: '10115', city: 'Berlin', country: 'DE' },
    vat_number: 'DE123456788',
    bank_accounts: [{ iban: 'DE89370400440532013000', bank_name: 'Musterbank', currency: 'EUR' }],
    language: 'en',
  }
  await ask('PUT', 'company/details', details)
  await ask('PUT', 'company/provider-details', { ...details, legal_name: 'Harbour Line GmbH' })
  await ask('PUT', 'supplier-settings?role=provider', {
    version: 0,
    is_registered: true,
    standard_rate_percent: '19',
    payment_days: 14,
    grace_hours: 24,
    invoice_series: 'INV',
    pro_forma_series: 'PF',
    credit_note_series: 'CN',
  })
  const { number } = await ask('POST', 'invoices', { amount: { amount: '119', currency: 'EUR' } })
  return number
}

async function signedInPage(view = desktop) {
  return await openPage(browser, server.url, view, session)
}

const balance = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Balance/ })

function statement(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = [
    'Booking date;Amount;Payer;Purpose',
    `01.10.2026;119,00;Lindqvist Outdoor GmbH;Invoice ${proForma}`,
    `02.10.2026;60,50;Lindqvist Outdoor GmbH;Once more ${proForma}`,
    '02.10.2026;-12,00;Landlord;Rent',
  ]
  return { name: 'statement.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
}

describe('payments in a browser', () => {
  test('a statement credits what names its document; the rest is decided about by hand', async () => {
    const { context, page, errors } = await signedInPage()
    await page.goto('/payments?enter=statement')
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[type=file]').setInputFiles(statement())
    await dialog.getByRole('combobox', { name: 'Purpose' }).waitFor()
    expect(await violationsOf(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Take in' }).click()
    await dialog.getByText('1 credited at once: €119.00').waitFor()
    await dialog.getByText('1 waits to be matched').waitFor()
    await balance(page).getByText('€119.00').waitFor()
    await dialog.getByRole('link', { name: 'Match now' }).click()
    await page.getByText('Paid already').first().waitFor()
    await page.getByRole('link', { name: /^Decide: €60\.50/ }).click()
    await dialog.getByRole('button', { name: 'Credit €60.50' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Credit €60.50' }).click()
    await page.getByText('Nothing waits to be matched').waitFor()
    await balance(page).getByText('€179.50').waitFor()
    await page.getByRole('tab', { name: 'Payments' }).click()
    await page.getByRole('row').filter({ hasText: '€60.50' }).getByText(proForma).first().waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('the same statement again doubles nothing', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/payments?tab=statements&enter=statement')
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[type=file]').setInputFiles(statement())
    await dialog.getByRole('combobox', { name: 'Purpose' }).waitFor()
    await dialog.getByRole('button', { name: 'Take in' }).click()
    await dialog.getByText('3 were there already').waitFor()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await balance(page).getByText('€179.50').waitFor()
    await context.close()
  })

  test('a payment by card goes over the sandbox and back, on a phone and by keyboard', async () => {
    const { context, page, errors } = await signedInPage(phone)
    await page.goto('/settings/payments')
    const sandbox = page.getByRole('region', { name: 'Sandbox' })
    await sandbox.getByRole('button', { name: 'Offer' }).click()
    await sandbox.getByText('Offered', { exact: true }).waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.goto('/top-up')
    await page.getByLabel('Amount').fill('20.50')
    await page.keyboard.press('Enter')
    await page.getByText('This page plays the payment service').waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Let it fail' }).press('Enter')
    await page.getByText('The payment failed').waitFor()
    await page.goBack()
    await page.getByRole('button', { name: 'Pay €20.50' }).press('Enter')
    await page.getByText('€20.50 is on the balance').waitFor()
    await balance(page).getByText('€200.00').waitFor()
    await page.goto('/payments?tab=payments')
    await page.getByText('Test', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV', exact: true }).click(),
    ])
    expect(file.suggestedFilename()).toBe('Payments.csv')
    expect(errors).toEqual([])
    await context.close()
  })
})
