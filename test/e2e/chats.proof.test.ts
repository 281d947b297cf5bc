import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { broughtUp, counter, region } from './chat-graphs-page.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { violationsInBothSchemes } from './violations-of.ts'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

async function post(events: unknown): Promise<Response> {
  return fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  })
}

interface TestChat {
  readonly number: number
  readonly openedMs: number
  /** Null: nobody replied. */
  readonly replyAfterMs: number | null
  readonly closed: boolean
  readonly score?: number
}

/** One chat as a desk tells it: opened, asked, assigned, answered, closed, rated. */
function eventsOf({ number, openedMs, replyAfterMs, closed, score }: TestChat): object[] {
  const chat = `chat-${number}`
  const isTelegram = number % 2 === 0
  const operator = {
    operator_id: number % 3 === 0 ? 'ann' : 'bob',
    operator_name: number % 3 === 0 ? 'Ann' : 'Bob',
  }
  let ordinal = 0
  const event = (type: string, afterMs: number, data: object): object => ({
    specversion: '1.0',
    id: `${chat}-${++ordinal}`,
    source: 'browser-test',
    type: `chat.${type}`,
    time: new Date(openedMs + afterMs).toISOString(),
    data: { chat_id: chat, ...data },
  })
  const endMs = (replyAfterMs ?? minuteMs) + minuteMs
  return [
    event('opened', 0, {
      messenger: isTelegram ? 'telegram' : 'web',
      channel_id: isTelegram ? 'tg' : 'shop',
      channel_name: isTelegram ? 'Telegram bot' : 'Online shop',
      customer_id: `customer-${number % 10}`,
      opened_by: 'customer',
      group_id: 'support',
      group_name: 'Support',
    }),
    event('message', 1_000, { message_id: `${chat}-question`, author: 'customer', public: true }),
    event('assigned', 2_000, operator),
    ...(replyAfterMs === null
      ? []
      : [
          event('message', replyAfterMs, {
            message_id: `${chat}-reply`,
            author: 'operator',
            public: true,
            ...operator,
          }),
        ]),
    ...(closed ? [event('closed', endMs, { by: 'operator', ...operator })] : []),
    ...(score === undefined
      ? []
      : [event('rating_asked', endMs + 1_000, {}), event('rated', endMs + 2_000, { score })]),
  ]
}

/** Twenty chats of the last days: five of them unanswered, of which two are open still. */
function seededChats(nowMs: number): TestChat[] {
  return Array.from({ length: 20 }, (_, number) => {
    const isUnanswered = number % 4 === 0
    return {
      number,
      openedMs: nowMs - (number % 5) * dayMs - 2 * hourMs,
      replyAfterMs: isUnanswered ? null : (1 + (number % 7)) * minuteMs,
      closed: !(number === 0 || number === 8),
      ...(number % 5 === 1 ? { score: 4 } : {}),
    }
  })
}

async function openGraphs(view = desktop, path = '/chat-graphs') {
  const opened = await openPage(browser, server.url, view, session)
  await opened.page.goto(path)
  return opened
}

async function settled(page: Page, count = '20'): Promise<void> {
  await counter(page, 'Chats', 'New').getByText(count, { exact: true }).waitFor()
}

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
  const events = seededChats(Date.now()).flatMap(eventsOf)
  expect((await post(events)).status).toBe(200)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

describe('the page of chat graphs in a browser', () => {
  test('shows the chats of the period, and one more the moment it comes in', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/analytics')
    await page.getByRole('link', { name: 'Chat graphs' }).click()
    await settled(page)
    await counter(page, 'Chats', 'Unanswered').waitFor()
    await region(page, 'Now and today').getByText('Waiting now').waitFor()
    const added = { number: 100, openedMs: Date.now() - 5 * minuteMs, replyAfterMs: minuteMs, closed: true }
    expect((await post(eventsOf(added))).status).toBe(200)
    await settled(page, '21')
    expect(errors).toEqual([])
    await context.close()
  })

  test('messenger, chat, group and customer messages narrow it down, stand in the address, and Back undoes', async () => {
    const { context, page } = await openGraphs()
    await settled(page, '21')
    await page.getByRole('button', { name: /^Messenger:/ }).click()
    await page.getByRole('checkbox', { name: 'Telegram' }).check()
    await settled(page, '11')
    expect(new URL(page.url()).search).toContain('messenger=telegram')
    const link = page.url()
    await page.goBack()
    await settled(page, '21')
    await page.goto(link)
    await settled(page, '11')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await settled(page, '21')
    await page.getByRole('button', { name: /^Chat:/ }).click()
    await page.getByRole('checkbox', { name: 'Online shop' }).check()
    await settled(page, '10')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Group:/ }).click()
    await page.getByRole('checkbox', { name: 'No group' }).check()
    await page.getByText('Nothing matches the filters').waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click()
    await settled(page, '21')
    await page.getByRole('button', { name: /^There are customer messages/ }).click()
    await page.getByRole('menuitem', { name: 'Without customer messages' }).click()
    await page.waitForURL(/customer_messages=no/)
    await page.getByText('Nothing matches the filters').waitFor()
    await context.close()
  })

  test('period, clock, business time, comparison and granularity are in the address and take effect', async () => {
    const { context, page } = await openGraphs()
    await settled(page, '21')
    await page.getByRole('button', { name: /^What the period means/ }).click()
    await page.getByText('whenever the chat was opened, at its own time').waitFor()
    await page.getByRole('menuitem', { name: /^What happened in the period/ }).click()
    await page.waitForURL(/clock=event/)
    await page.getByRole('switch', { name: 'Business time' }).click()
    await page.waitForURL(/business_time=yes/)
    await page.getByRole('switch', { name: 'Compare' }).click()
    await page.waitForURL(/compare=none/)
    await page.getByRole('button', { name: /^Granularity/ }).click()
    await page.getByRole('menuitem', { name: 'Week', exact: true }).click()
    await page.waitForURL(/granularity=week/)
    await settled(page, '21')
    await page.goto('/chat-graphs?period=last_7_days&zone=Asia%2FKathmandu')
    await page.getByText('Asia/Kathmandu').first().waitFor()
    await page.getByRole('button', { name: 'Language' }).click()
    await page.getByText('Русский').click()
    await page.getByRole('heading', { name: 'Графики чатов' }).waitFor()
    await context.close()
  })

  test('a counter opens exactly the chats that it counts, and a chat its timeline and its raw event', async () => {
    const { context, page } = await openGraphs()
    await settled(page, '21')
    await counter(page, 'Chats', 'Closed').click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('19 lines').waitFor()
    await drawer.getByRole('row').nth(1).click()
    await page.waitForURL(/\/chats\/[^?]/)
    await region(page, 'Timeline').getByText('Customer wrote').first().waitFor()
    await region(page, 'Questions and answers')
      .getByText(/Operator replied|Closed without a reply/)
      .waitFor()
    await page.getByRole('button', { name: 'Show provider event' }).first().click()
    await page.getByText('browser-test').first().waitFor()
    await page.getByRole('link', { name: 'Back' }).click()
    await drawer.getByText('19 lines').waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    await page.goto('/chats?search=chat-13')
    await page.getByText('1 line', { exact: true }).waitFor()
    await page.goto('/chats?search=customer-3')
    await page.getByText('2 lines', { exact: true }).waitFor()
    await context.close()
  })

  test('tables sort and filter; charts have a legend, a table and a picture', async () => {
    const { context, page } = await openGraphs()
    await settled(page, '21')
    const states = region(page, 'Chats over time')
    await states.scrollIntoViewIfNeeded()
    await states.getByRole('button', { name: 'Reopened', exact: true }).click()
    await states.getByRole('button', { name: 'Reopened', exact: true, pressed: false }).waitFor()
    await states.getByRole('button', { name: 'Menu of Chats over time' }).click()
    await page.getByRole('menuitem', { name: 'View as a table' }).click()
    await states.getByRole('table').waitFor()
    await states.getByRole('button', { name: 'Menu of Chats over time' }).click()
    const [picture] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'PNG picture' }).click(),
    ])
    expect(picture.suggestedFilename()).toMatch(/\.png$/)
    const operators = await scrolledTo(page, 'Operators')
    await operators.getByRole('button', { name: 'Operator', exact: true }).click()
    await page.waitForURL(/sort=operator/)
    await operators.getByRole('button', { name: 'Ann', exact: true }).click()
    await page.waitForURL(/operator=ann/)
    await page.getByRole('list', { name: 'Filters' }).getByText('Ann').waitFor()
    await context.close()
  })

  test('a click on a part of a piled up bar opens the chats of that part and place', async () => {
    const { context, page } = await openGraphs(desktop, '/chat-graphs?period=last_7_days&granularity=day')
    await settled(page, '21')
    const canvas = (await broughtUp(page, 'New chats by origin')).locator('canvas').first()
    await canvas.waitFor()
    const box = await canvas.boundingBox()
    if (!box) throw new Error('The chart is not drawn.')
    // The last day but one, just over the axis: the largest part lies at the bottom.
    const [leftPx, rightPx, axisPx, days] = [52, 12, 26, 7]
    const x = leftPx + ((box.width - leftPx - rightPx) * (days - 1.5)) / days
    await canvas.click({ position: { x, y: box.height - axisPx - 4 } })
    await page.getByRole('dialog').getByRole('row').nth(1).waitFor()
    expect(new URL(page.url()).searchParams.get('list_filters')).toMatch(/^messenger=(telegram|web)$/)
    expect(new URL(page.url()).searchParams.get('list_from')).not.toBeNull()
    await context.close()
  })

  test('what is on the screen is exported', async () => {
    const { context, page } = await openGraphs()
    await settled(page, '21')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Operators: CSV' }).click(),
    ])
    expect(await readFile(await download.path(), 'utf8')).toContain('Ann')
    await context.close()
  })

  test('can be used by keyboard: into a filter and out of it, along a chart, into a list and back', async () => {
    const { context, page } = await openGraphs()
    await settled(page, '21')
    const filter = page.getByRole('button', { name: /^Messenger:/ })
    await filter.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('checkbox', { name: 'Telegram' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('checkbox', { name: 'Telegram' }).waitFor({ state: 'hidden' })
    await counter(page, 'Chats', 'Closed').focus()
    await page.getByText('one that was closed twice counts once').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('19 lines').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await context.close()
  })

  test.each([
    ['desktop', desktop],
    ['phone', phone],
  ])(
    'has no accessibility violations, light or dark, and nothing wider than the window: %s',
    async (_, view) => {
      const { context, page, errors } = await openGraphs(view)
      await settled(page, '21')
      await scrolledTo(page, 'Operators')
      await page.evaluate(() => window.scrollTo(0, 0))
      await expectAccessible(page)
      await page.goto('/chats')
      await page.getByText('21 lines').waitFor()
      await expectAccessible(page)
      const first = view === phone ? page.getByRole('list', { name: 'Chats' }) : page.getByRole('table')
      await first.getByRole('link').first().click()
      await region(page, 'Timeline').getByText('Opened').first().waitFor()
      await expectAccessible(page)
      expect(errors).toEqual([])
      await context.close()
    },
  )
})

async function scrolledTo(page: Page, name: string) {
  const card = await broughtUp(page, name)
  await card.getByRole('table').waitFor()
  return card
}

async function expectAccessible(page: Page): Promise<void> {
  const path = new URL(page.url()).pathname
  expect([path, await violationsInBothSchemes(page)]).toEqual([path, []])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect([path, overflow]).toEqual([path, Math.min(overflow, 0)])
}
