import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyWebhook } from '../../src/notices/index.ts'
import { openReceiver, type Receiver, singleHeaders, status } from '../../src/notices/receiver.fixture.ts'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { violationsInBothSchemes } from './violations-of.ts'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession
let receiver: Receiver

beforeAll(async () => {
  receiver = await openReceiver()
  server = await startTallybook({ environment: { ALLOW_PRIVATE_WEBHOOKS: 'true' } })
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
  await receiver?.close()
})

const row = (page: Page) => page.getByRole('region', { name: receiver.url })

async function choose(page: Page, action: string): Promise<void> {
  await row(page)
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: action }).click()
}

describe('notices in a browser', () => {
  test('an endpoint is added, shows its secret once, is tested, and its delivery is sent again', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/settings/notices')
    await page.getByText('No e-mail goes out yet').waitFor()
    await page.getByRole('button', { name: 'Add endpoint' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add endpoint' })
    await dialog.getByLabel('Address').fill('ftp://example.com')
    await dialog.getByRole('button', { name: 'Add endpoint' }).click()
    await dialog.getByText('Tallybook cannot send to this address').waitFor()
    await dialog.getByLabel('Address').fill(receiver.url)
    await page.keyboard.press('Enter')
    const secretDialog = page.getByRole('dialog', { name: 'Copy the secret now' })
    const secret = await secretDialog.locator('code').innerText()
    await secretDialog.getByRole('button', { name: 'Done' }).click()
    receiver.answerWith(status(410))
    const coming = receiver.next()
    await choose(page, 'Send a test')
    const { headers, body } = await coming
    expect(verifyWebhook(singleHeaders(headers), body, [secret], Date.now()).ok).toBe(true)
    await row(page).getByText('Off: answered 410').waitFor()
    await choose(page, 'Switch on')
    receiver.answerWith(status(200))
    await page.getByRole('link', { name: /Open details/ }).click()
    const details = page.getByRole('dialog', { name: 'Delivery' })
    await details.getByText('said the receiver').first().waitFor()
    await details.getByRole('button', { name: 'Send again' }).click()
    await details.getByText('Delivered').waitFor()
    expect(await details.getByRole('listitem').count()).toBe(2)
    expect(await page.content()).not.toContain(secret)
    expect(errors).toEqual([])
    await context.close()
  })

  test('on a phone, e-mail addresses are edited, by the rules of WCAG 2.2 AA', async () => {
    const { context, page } = await openPage(browser, server.url, phone, session)
    await page.goto('/settings/notices')
    await page.getByRole('button', { name: 'Add address' }).click()
    await page.getByLabel('E-mail address').fill('anna')
    await page.getByRole('button', { name: 'Save e-mail settings' }).click()
    await page.getByText('This is not an e-mail address.').waitFor()
    // Whatever lies half under the bar at the top would count as too small to be hit.
    await page
      .getByLabel('E-mail address')
      .evaluate((field) => field.scrollIntoView({ block: 'center', behavior: 'instant' }))
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBeLessThanOrEqual(0)
    await page.getByLabel('E-mail address').fill('anna@lindqvist.example')
    await page.getByRole('button', { name: 'Save e-mail settings' }).click()
    await page.getByText('Saved').waitFor()
    await page.reload()
    await page.locator('input[value="anna@lindqvist.example"]').waitFor()
    await context.close()
  })
})
