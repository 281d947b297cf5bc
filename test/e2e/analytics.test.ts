import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { postTwilio, type TwilioConnection } from './post-twilio.ts'
import { violationsInBothSchemes } from './violations-of.ts'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession
let twilio: TwilioConnection

const api = async (path: string, body: unknown): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** The value that a counter shows; the counter is a link named by its title. */
function counter(page: Page, title: string) {
  return page.getByRole('region', { name: 'Counters' }).getByRole('link', { name: new RegExp(`^${title}`) })
}

async function signedInPage(view = desktop) {
  const opened = await openPage(browser, server.url, view, session)
  await opened.page.goto('/analytics')
  return opened
}

/** What is on a page only when it has its answers; the live stream never lets the network rest. */
function settledPages(page: Page) {
  return [
    ['/analytics', page.getByRole('img').first()],
    ['/messages', page.getByText('41 messages').first()],
    ['/settings/connections', page.getByText('Twilio Germany').first()],
    ['/settings/api-keys', page.getByText('tb_test').first()],
  ] as const
}

function focusedName(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? undefined
  })
}

/** The file that the page's export menu hands to the browser. */
async function exported(page: Page, format: string): Promise<{ name: string; content: Buffer }> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
}

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
  const accountSid = 'AC00000000000000000000000000000001'
  const authToken = 'token-of-the-browser-test'
  const made = await api('/api/v1/connections', {
    provider: 'twilio',
    name: 'Twilio Germany',
    settings: { account_sid: accountSid, auth_token: authToken },
  })
  expect(made.status).toBe(201)
  const { webhook_url: webhookUrl } = (await made.json()) as { webhook_url: string }
  twilio = { webhookUrl, accountSid, authToken }
  const hour = 3_600_000
  const events = Array.from({ length: 40 }, (_, index) => ({
    specversion: '1.0',
    id: `e2e-${index}`,
    source: 'browser-test',
    type: index % 4 === 0 ? 'message.failed' : 'message.delivered',
    time: new Date(Date.now() - (index % 5) * 24 * hour - hour).toISOString(),
    data: {
      message_id: `seeded-${index}`,
      channel: index % 2 === 0 ? 'sms' : 'viber',
      recipient: `+4915112345${(100 + index).toString()}`,
      campaign: index % 3 === 0 ? 'autumn' : 'spring',
      ...(index % 4 === 0
        ? { error: { code: '30003', reason: 'Unreachable handset', permanent: true } }
        : {}),
    },
  }))
  expect((await api('/api/v1/events', events)).status).toBe(200)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

describe('the Analytics page in a browser', () => {
  test('a signed Twilio callback changes the counter by itself', async () => {
    const { context, page, errors } = await signedInPage()
    await counter(page, 'Created').getByText('40', { exact: true }).waitFor()
    const status = await postTwilio(twilio, {
      MessageSid: 'SM00000000000000000000000000000001',
      MessageStatus: 'delivered',
      From: '+4930123456',
      To: '+4915112345678',
    })
    expect(status).toBeLessThan(300)
    await counter(page, 'Created').getByText('41', { exact: true }).waitFor()
    await counter(page, 'Delivered').getByText('31', { exact: true }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a filter narrows every number, stands in the address, and Back takes it away', async () => {
    const { context, page } = await signedInPage()
    await counter(page, 'Created').getByText('41', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const dimensions = page.getByRole('list', { name: 'Add a filter' })
    await dimensions.getByRole('button', { name: 'Channel', exact: true }).click()
    await page.getByRole('checkbox', { name: /^Viber/ }).check()
    await counter(page, 'Created').getByText('20', { exact: true }).waitFor()
    expect(new URL(page.url()).search).toContain('viber')
    const link = page.url()
    await page.goBack()
    await counter(page, 'Created').getByText('41', { exact: true }).waitFor()
    await page.goto(link)
    await counter(page, 'Created').getByText('20', { exact: true }).waitFor()
    await context.close()
  })

  test('period, zone and language can be changed and stay in the address', async () => {
    const { context, page } = await signedInPage()
    await page.getByRole('button', { name: /^Period:/ }).click()
    await page.getByRole('button', { name: 'Last 30 days', exact: true }).click()
    await page.waitForURL(/last_30_days/)
    await page.getByText('Europe/Berlin').first().waitFor()
    await page.goto('/analytics?period=last_7_days&zone=Asia%2FKathmandu')
    await page.getByText('Asia/Kathmandu').first().waitFor()
    await counter(page, 'Created').getByText('41', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Language' }).click()
    await page.getByText('Русский').click()
    await page.getByRole('heading', { name: 'Аналитика' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
    await context.close()
  })

  test('a counter opens exactly the messages that it counts, and a message its provider event', async () => {
    const { context, page } = await signedInPage()
    await counter(page, 'Not delivered').click()
    await page.waitForURL(/\/messages/)
    await page.getByText('10 messages').first().waitFor()
    await page.goto('/messages?search=SM00000000000000000000000000000001')
    await page.getByRole('row').filter({ hasText: '+4915112345678' }).click()
    const card = page.getByRole('dialog')
    await card.getByText('Delivered').first().waitFor()
    await card
      .getByRole('button', { name: /raw|provider/i })
      .first()
      .click()
    await card.getByText('MessageStatus').first().waitFor()
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'hidden' })
    await page.goBack()
    await context.close()
  })

  test('messages are found by campaign, id, number and error, and a link keeps the columns that were chosen', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/messages')
    await page.getByText('41 messages').first().waitFor()
    const search = page.getByLabel(/^Search by message id, recipient, sender, campaign or error/)
    for (const [text, found] of [
      ['AUTUMN', '14 messages'],
      ['seeded-39', '1 message'],
      ['+49 151 12345-100', '1 message'],
      ['unreachable', '10 messages'],
    ] as const) {
      await search.fill(text)
      await page.getByText(found, { exact: true }).first().waitFor()
    }
    await page.getByRole('button', { name: 'Columns', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Campaign', exact: true }).check()
    await page.getByRole('checkbox', { name: 'Country', exact: true }).uncheck()
    await page.waitForURL(/columns=/)
    const link = page.url()
    await context.close()
    const other = await openPage(browser, server.url, desktop, session)
    await other.page.goto(link)
    await other.page.getByRole('columnheader', { name: 'Campaign', exact: true }).waitFor()
    expect(await other.page.getByRole('columnheader', { name: 'Country', exact: true }).count()).toBe(0)
    await other.context.close()
  })

  test('reads of channels that cannot report them are not known, which is not zero', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/analytics?channel=viber')
    await counter(page, 'Read').getByText('0', { exact: true }).waitFor()
    await page.goto('/analytics?channel=sms')
    await counter(page, 'Read').getByText('–', { exact: true }).waitFor()
    await counter(page, 'Read').getByText('not reported').waitFor()
    await counter(page, 'Read').focus()
    await page.getByText('channels that cannot report reads, such as SMS').waitFor()
    await context.close()
  })

  test('can be used by keyboard: past the menu, into the period control and out of it', async () => {
    const { context, page } = await signedInPage()
    await counter(page, 'Created').getByText('41', { exact: true }).waitFor()
    await page.reload()
    await counter(page, 'Created').getByText('41', { exact: true }).waitFor()
    await page.keyboard.press('Tab')
    expect(await focusedName(page)).toBe('Skip to content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.keyboard.press('Tab')
    expect(await focusedName(page)).toMatch(/^Period:/)
    await page.keyboard.press('Enter')
    const presets = page.getByRole('list', { name: 'Named periods' })
    await presets.waitFor()
    await presets.getByRole('button', { name: 'Yesterday', exact: true }).focus()
    await page.keyboard.press('Escape')
    await presets.waitFor({ state: 'hidden' })
    await expect.poll(() => focusedName(page)).toMatch(/^Period:/)
    await context.close()
  })

  test('the breakdown table is downloaded as Excel and as CSV, with the rows on the screen', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/analytics?channel=viber')
    await counter(page, 'Created').getByText('20', { exact: true }).waitFor()
    const excel = await exported(page, 'Excel')
    expect(excel.name).toMatch(/\.xlsx$/)
    expect(excel.content.subarray(0, 2).toString()).toBe('PK')
    const csv = await exported(page, 'CSV')
    expect(csv.name).toMatch(/\.csv$/)
    const text = csv.content.toString('utf8')
    expect(text).toContain('Viber')
    expect(text).not.toContain('SMS')
    await page.getByRole('button', { name: 'Menu of Messages over time' }).click()
    await page.getByRole('menuitem', { name: /^Make a report…/ }).click()
    await page.waitForURL(/\/reports\/new\?.*message_summary/)
    expect(new URL(page.url()).search).toContain('viber')
    await context.close()
  })

  test.each([
    ['desktop', desktop],
    ['phone', phone],
  ])(
    'has no accessibility violations, light or dark, and nothing wider than the window: %s',
    async (_name, view) => {
      const { context, page, errors } = await signedInPage(view)
      await counter(page, 'Created').getByText('41', { exact: true }).waitFor()
      for (const [path, landmark] of settledPages(page)) {
        await page.goto(path)
        await landmark.waitFor()
        expect([path, await violationsInBothSchemes(page)]).toEqual([path, []])
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect([path, overflow]).toEqual([path, Math.min(overflow, 0)])
      }
      expect(errors).toEqual([])
      await context.close()
    },
  )
})

// After the pages above, whose numbers its messages would change.
describe('the card of a message in a browser', () => {
  test('the card of a message tells what is missing, that its provider contradicted itself, and shows each event', async () => {
    const at = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
    const told = (id: string, message_id: string, type: string, minutes: number) => ({
      specversion: '1.0',
      id,
      source: 'browser-test-card',
      type,
      time: at(minutes),
      data: { message_id, channel: 'sms', recipient: '+4915112399999' },
    })
    const events = [
      told('card-1', 'card-open', 'message.sent', 30),
      told('card-2', 'card-conflict', 'message.sent', 20),
      told('card-3', 'card-conflict', 'message.failed', 19),
      told('card-4', 'card-conflict', 'message.delivered', 18),
    ]
    expect((await api('/api/v1/events', events)).status).toBe(200)
    const { context, page } = await signedInPage()
    await page.goto('/messages?search=card-open')
    await page.getByRole('row').filter({ hasText: '+4915112399999' }).click()
    const card = page.getByRole('dialog')
    await card.getByText(/^A final status\. Without one the message becomes unconfirmed/).waitFor()
    await page.goto('/messages?search=card-conflict')
    await page.getByRole('row').filter({ hasText: '+4915112399999' }).click()
    await card.getByText('The provider contradicted itself').waitFor()
    const steps = card
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: /provider event/ }) })
    expect(await steps.count()).toBe(3)
    for (const place of [0, 1, 2]) {
      await steps.nth(place).getByRole('button', { name: 'Show provider event' }).click()
      await steps.nth(place).getByText('card-conflict').first().waitFor()
    }
    await context.close()
  })
})
