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

describe('the form of connections in a browser', () => {
  test('asks for what the chosen provider needs, says what is missing, and where to paste the address', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/settings/connections')
    await page.getByRole('button', { name: 'Add connection' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Add connection' })
    await dialog.getByLabel('Account SID').waitFor()
    await dialog.getByRole('combobox', { name: 'Provider' }).click()
    await page.getByRole('option', { name: 'Infobip' }).click()
    await dialog.getByLabel('Name', { exact: true }).fill('Infobip Germany')
    await dialog.getByLabel('User name').fill('tallybook')
    await dialog.getByRole('button', { name: 'Create connection' }).click()
    expect(await dialog.getByText('Fill in this field.').count()).toBe(2)
    expect(await violationsInBothSchemes(page)).toEqual([])
    await dialog.getByLabel('Password', { exact: true }).fill('a-password-of-infobip')
    await dialog.getByRole('button', { name: 'Create connection' }).click()
    const made = page.getByRole('dialog', { name: 'The connection is ready' })
    await made.getByText('Developer Tools → Subscriptions Management').waitFor()
    await made.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('region', { name: 'Infobip Germany' }).getByText('/hooks/infobip/').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('says beside its field what cannot be right, on a phone and in Russian too', async () => {
    const { context, page } = await openPage(browser, server.url, phone, session)
    await page.addInitScript(() => localStorage.setItem('tallybook.language', 'ru'))
    await page.goto('/settings/connections')
    await page
      .getByRole('button', { name: /Add connection|Добавить подключение/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').first().click()
    await page.getByRole('option', { name: 'Telnyx' }).click()
    await dialog.locator('[data-path=name]').fill('Telnyx')
    await dialog.locator('[data-path=public_key]').fill('AAAA')
    await dialog.locator('button[type=submit]').click()
    await dialog.getByText(/Значение выглядит неверно|does not look right/).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    await context.close()
  })
})
