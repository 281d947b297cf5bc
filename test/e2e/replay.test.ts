import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../../src/contract/index.ts'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, signInOnce } from './open-browser.ts'
import { postTwilio } from './post-twilio.ts'
import { violationsInBothSchemes } from './violations-of.ts'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession
let connection: Connection

const headers = { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' }

async function send(method: string, path: string, body: object): Promise<Response> {
  return await fetch(`${server.url}${path}`, { method, headers, body: JSON.stringify(body) })
}

const callWith = (authToken: string, sid: string): Promise<number> =>
  postTwilio(
    { webhookUrl: connection.webhook_url, accountSid: 'AC0001', authToken },
    { MessageSid: sid, MessageStatus: 'sent', To: '+4915112345678', From: '+4915187654321' },
  )

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
  const settings = { account_sid: 'AC0001', auth_token: 'mistyped' }
  const made = await send('POST', '/api/v1/connections', {
    provider: 'twilio',
    name: 'Twilio Germany',
    settings,
  })
  connection = (await made.json()) as Connection
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

test('what came during a pause is read again, and what was refused is taken in once it is right', async () => {
  expect(await callWith('the token', 'SM1')).toBe(403)
  const settings = { account_sid: 'AC0001', auth_token: 'the token' }
  await send('PATCH', `/api/v1/connections/${connection.id}`, { settings, paused: true })
  expect(await callWith('the token', 'SM2')).toBe(204)
  await send('PATCH', `/api/v1/connections/${connection.id}`, { paused: false })
  const { context, page, errors } = await openPage(browser, server.url, desktop, session)
  await page.goto('/settings/connections')
  const row = page.getByRole('region', { name: 'Twilio Germany' })
  await row.getByRole('button', { name: 'Actions for Twilio Germany' }).click()
  await page.getByRole('menuitem', { name: 'Read the archive again' }).click()
  const dialog = page.getByRole('dialog', { name: 'Read the archive again · Twilio Germany' })
  await dialog.getByText('Refused requests that are right now: 1').waitFor()
  await dialog.getByRole('button', { name: 'Read again' }).click()
  await dialog.getByText('Events new or changed: 1 · gone or changed: 0').waitFor()
  expect(await violationsInBothSchemes(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Take them in' }).click()
  await dialog.getByText('Refused requests that are right now: 1').waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: 'Read again' }).click()
  await dialog.getByText('Nothing changed: the statistics were right.').waitFor()
  expect(errors).toEqual([])
  await context.close()
})
