import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { violationsInBothSchemes } from './violations-of.ts'

const anna = '+4915112345678'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession

beforeAll(async () => {
  server = await startTallybook()
  const event = {
    specversion: '1.0',
    id: 'for anna',
    source: 'crm',
    type: 'message.delivered',
    data: { message_id: 'm-1', channel: 'sms', recipient: anna },
  }
  const answer = await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(event),
  })
  expect(answer.status).toBe(200)
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

describe('personal data in a browser', () => {
  test('somebody is looked up, taken out as a file and erased; the list says that it was done', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/settings/personal-data')
    await page.getByText('Nobody was erased yet.').waitFor()
    const field = page.getByLabel('Number, e-mail address or customer id')
    await field.fill('ab')
    await field.press('Enter')
    await page.getByText('four characters or more').waitFor()
    await expect
      .poll(async () => {
        await field.fill('+49 151 12345678')
        await field.press('Enter')
        await page.getByText('+49 151 12345678 ·').waitFor()
        return await page.getByText('1 message', { exact: false }).count()
      })
      .toBe(1)
    expect(await violationsInBothSchemes(page)).toEqual([])
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download as JSON' }).click()
    const file = await readFile(await (await download).path(), 'utf8')
    expect(JSON.parse(file)).toMatchObject({ items: [{ kind: 'message', fact: { recipient: anna } }] })
    await page.getByRole('button', { name: 'Erase…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('cannot be brought back').waitFor()
    await dialog.getByRole('button', { name: 'Erase for good' }).click()
    await page.getByText('The erasure has begun').waitFor()
    const list = page.getByRole('list', { name: 'Erased people' })
    await list.getByText('+49•••78').waitFor()
    await list.getByText('Erased', { exact: true }).waitFor()
    await list.getByText('1 message').waitFor()
    await field.press('Enter')
    await page.getByText('nothing is known').waitFor()
    await page.goto('/settings/audit')
    await page.getByText('Person erased').first().waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('on a phone, how long people are kept is chosen, and requests are not kept longer', async () => {
    const { context, page, errors } = await openPage(browser, server.url, phone, session)
    await page.goto('/settings/personal-data')
    await page.getByRole('combobox', { name: 'People in messages, chats and calls' }).click()
    await page.getByRole('option', { name: '12 months' }).click()
    await page.getByText('What is older goes soon after you save').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Requests hold people: keep them no longer than people.').waitFor()
    await page.getByRole('combobox', { name: 'Requests as they came' }).click()
    await page.getByRole('option', { name: '3 months' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved').first().waitFor()
    await page.reload()
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Requests as they came' }).inputValue())
      .toBe('3 months')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })
})
