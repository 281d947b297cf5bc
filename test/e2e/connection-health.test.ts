import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Connection } from '../../src/contract/index.ts'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { postTwilio } from './post-twilio.ts'
import { violationsInBothSchemes } from './violations-of.ts'

const before = 'a-token-of-twilio'
const after = 'another-token-of-twilio'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession
let webhookUrl: string

const callWith = (authToken: string, sid: string): Promise<number> =>
  postTwilio(
    { webhookUrl, accountSid: 'AC0001', authToken },
    { MessageSid: sid, MessageStatus: 'sent', To: '+4915112345678', From: '+4915187654321' },
  )

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
  const made = await fetch(`${server.url}/api/v1/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      provider: 'twilio',
      name: 'Twilio Germany',
      settings: { account_sid: 'AC0001', auth_token: before },
    }),
  })
  webhookUrl = ((await made.json()) as Connection).webhook_url
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

describe('the page of connections in a browser', () => {
  test('says what comes in and what is refused, and shows a refused request as it came', async () => {
    expect(await callWith(before, 'SM1')).toBe(204)
    expect(await callWith('a wrong token', 'SM2')).toBe(403)
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/settings/connections')
    const row = page.getByRole('region', { name: 'Twilio Germany' })
    await row.getByText('Events per minute: 0.02').waitFor()
    await row.getByRole('button', { name: 'Actions for Twilio Germany' }).click()
    await page.getByRole('menuitem', { name: 'Test the address' }).click()
    await page.getByText('What the provider posts to it arrives here.').waitFor()
    await row.getByRole('button', { name: 'Refused in 24 hours: 1' }).click()
    const dialog = page.getByRole('dialog', { name: 'Refused requests · Twilio Germany' })
    await dialog.getByRole('button', { name: /Wrong signature/ }).click()
    await dialog.getByText('MessageSid: SM2').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await dialog.getByRole('button', { name: 'All refused requests' }).click()
    await dialog.getByText('The newest 100 of the last 7 days').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })

  test('changes the secrets without a gap, on a phone too', async () => {
    const { context, page, errors } = await openPage(browser, server.url, phone, session)
    await page.goto('/settings/connections')
    const row = page.getByRole('region', { name: 'Twilio Germany' })
    await row.getByRole('button', { name: 'Actions for Twilio Germany' }).click()
    await page.getByRole('menuitem', { name: 'Change secrets' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change secrets · Twilio Germany' })
    await dialog.getByLabel('Account SID').fill('AC0001')
    await dialog.getByLabel('Auth token', { exact: true }).fill(after)
    await dialog.getByRole('button', { name: 'Change secrets' }).click()
    await row.getByText(/The previous secrets are valid until/).waitFor()
    expect([await callWith(before, 'SM3'), await callWith(after, 'SM4')]).toEqual([204, 204])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(errors).toEqual([])
    await context.close()
  })
})
