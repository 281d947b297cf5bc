import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/contract/index.ts'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { violationsInBothSchemes } from './violations-of.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const run = promisify(execFile)
/** Enough that a report of all of them is seen while it is made. */
const seeded = 150_000

let server: RunningTallybook
let browser: Browser
let session: BrowserSession

beforeAll(async () => {
  server = await startTallybook()
  const { dataDir } = server
  await run(process.execPath, [main, 'cli', 'seed', '--messages', String(seeded), '--chats', '200'], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', DATA_DIR: dataDir },
  })
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

async function ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Report> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${firstCompany.apiKey}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  expect([path, answer.status, answer.ok]).toEqual([path, answer.status, true])
  return answer.status === 204 ? ({} as Report) : ((await answer.json()) as Report)
}

const everything = {
  type: 'message_detail',
  from: '2020-01-01T00:00:00Z',
  to: '2024-12-01T00:00:00Z',
} as const
/** The last two years: all that is seeded. */
function lately(): { from: string; to: string } {
  const nowMs = Date.now()
  return {
    from: new Date(nowMs - 700 * 86_400_000).toISOString(),
    to: new Date(nowMs + 86_400_000).toISOString(),
  }
}

async function sidewaysOf(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const typeOf = (page: Page) => page.getByRole('combobox', { name: 'Type' })

describe('the page of reports', () => {
  test('shows how far a report is, and follows its end and its deletion without being asked', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/reports')
    await page.getByRole('heading', { name: 'No reports yet' }).waitFor()
    const made = await ask('POST', '/reports', { ...everything, ...lately(), name: 'All of it' })
    await row(page, 'All of it')
      .getByText(/% · [\d,]+ rows so far/)
      .waitFor()
    await page.getByRole('progressbar', { name: 'Progress of All of it' }).waitFor()
    expect(await page.getByRole('button', { name: 'Make All of it again' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Generating 1' }).waitFor()
    await row(page, 'All of it').getByText('Generated', { exact: true }).waitFor({ timeout: 120_000 })
    await row(page, 'All of it').getByText('150,000 rows').waitFor()
    await row(page, 'All of it')
      .getByText(/^kept until/)
      .waitFor()

    await page.getByRole('button', { name: 'Make All of it again' }).click()
    await page.getByRole('progressbar', { name: 'Progress of All of it' }).waitFor()
    // The file of before is there until the new one is.
    expect(await page.getByRole('button', { name: 'Download All of it' }).isEnabled()).toBe(true)
    await ask('DELETE', `/reports/${made.id}`)
    await page.getByRole('heading', { name: 'No reports yet' }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('finds by name as one types and by the moment of creation; the address keeps it, Back goes back', async () => {
    await ask('POST', '/reports', { ...everything, name: 'Autumn numbers' })
    await ask('POST', '/reports', { ...everything, type: 'account_statement', name: 'Statement' })
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/reports')
    await row(page, 'Statement').getByText('Generated', { exact: true }).waitFor()
    await row(page, 'Autumn numbers').getByText('Generated', { exact: true }).waitFor()
    await page.getByLabel('Search by name').pressSequentially('AUT')
    await row(page, 'Statement').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'All 1' }).waitFor()
    expect(new URL(page.url()).search).toBe('?search=AUT')
    await page.getByRole('button', { name: 'Service: All services' }).click()
    await page.getByRole('menuitem', { name: 'Payments' }).click()
    await page.getByRole('heading', { name: 'No report fits' }).waitFor()
    await page.goBack()
    await row(page, 'Autumn numbers').waitFor()
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await row(page, 'Statement').waitFor()

    await page.getByRole('button', { name: 'Period: Added at any time' }).click()
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    await page.getByLabel('Start date').fill(tomorrow)
    await page.getByLabel('Start time').fill('10:30')
    await page.getByLabel('End date').fill(tomorrow)
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('heading', { name: 'No report fits' }).waitFor()
    expect(new URL(page.url()).searchParams.get('from')).toContain(`${tomorrow}T10:30:00`)
    await page.reload()
    await page.getByRole('heading', { name: 'No report fits' }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('works by keyboard: a name opens the report, Escape closes it, and Delete asks', async () => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    await page.goto('/reports')
    await page.getByRole('link', { name: 'Autumn numbers' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Report' }).getByText('What it is of').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Delete Autumn numbers' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Delete the report “Autumn numbers”?' }).waitFor()
    // The harmless button has the focus.
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Autumn numbers' }).waitFor()
    await context.close()
  })

  test.each([
    ['on a desk', desktop],
    ['on a phone', phone],
  ] as const)('breaks no rule of accessibility and does not scroll sideways %s', async (_, view) => {
    const { context, page, errors } = await openPage(browser, server.url, view, session)
    for (const [path, text] of [
      ['/reports', 'Autumn numbers'],
      ['/reports?state=error', 'No report has failed'],
      ['/reports?tab=recurring', 'Summary of messages'],
      ['/reports/new', 'What stands beside the rows'],
      ['/reports/new?type=message_summary&repeat=weekly&channel=sms', 'Steps of time'],
      ['/reports/new?type=chat_sessions', 'All operators'],
    ] as const) {
      await page.goto(path)
      await page.getByText(text).first().waitFor()
      expect([path, await violationsInBothSchemes(page)]).toEqual([path, []])
      expect([path, await sidewaysOf(page)]).toEqual([path, 0])
    }
    await page.goto('/reports')
    await page.getByRole('link', { name: 'Statement' }).click()
    await page.getByRole('dialog', { name: 'Report' }).getByText('What it is of').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })

  test('speaks Russian, with no word left over', async () => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    await page.addInitScript(() => localStorage.setItem('tallybook.language', 'ru'))
    for (const [path, heading] of [
      ['/reports', 'Отчёты'],
      ['/reports?tab=recurring', 'Отчёты'],
      ['/reports/new?type=message_summary', 'Новый отчёт'],
    ] as const) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      expect(await page.locator('main').innerText()).not.toMatch(/report(s|_page|_form)\.|\{\w+\}/)
    }
    await context.close()
  })

  test('says that the reader has no right to it where the server says so', async () => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    const isAsked = (url: URL): boolean => url.pathname === '/api/v1/reports'
    await page.route(isAsked, (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'x', title: 'x', status: 403, code: 'forbidden', detail: 'x' }),
      }),
    )
    await page.goto('/reports')
    await page.getByRole('alert').waitFor()
    await page.unroute(isAsked)
    await page.reload()
    await page.getByRole('link', { name: 'Statement' }).waitFor()
    await context.close()
  })
})

describe('what leads to a report', () => {
  test('the list of messages hands over its filter and period, and the report has as many rows as the list', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/messages?channel=viber&period=last_30_days')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: /^Make a report/ }).click()
    await page.getByRole('heading', { level: 1, name: 'New report' }).waitFor()
    expect(await typeOf(page).inputValue()).toBe('Messages in detail')
    await page.getByRole('button', { name: /Channel: *Viber/ }).waitFor()
    const total = await page.getByText(/rows in all$/).innerText()
    const n = /([\d,]+) rows in all/.exec(total)?.[1] ?? ''
    await page.getByLabel('Name').fill('Viber of 30 days')
    await page.getByRole('button', { name: 'Make the report' }).click()
    await row(page, 'Viber of 30 days').getByText(`${n} rows`).waitFor({ timeout: 60_000 })
    expect(errors).toEqual([])
    await context.close()
  })

  test.each([
    ['/analytics?country=DE&breakdown=campaign', 'Summary of messages', /group_by=campaign/],
    ['/chat-graphs?messenger=web', 'Chat operators', /messenger=web/],
    ['/chats?customer_messages=yes', 'Chats in detail', /customer_messages=yes/],
    ['/transactions?tab=all&kind=deposit', 'Account statement', /transaction_kind=deposit/],
  ])('%s leads to the form of %s', async (path, type, search) => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    await page.goto(path)
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: /^Make a report/ }).click()
    await page.waitForURL(/\/reports\/new/)
    await page.getByRole('heading', { level: 1, name: 'New report' }).waitFor()
    expect(await typeOf(page).inputValue()).toBe(type)
    expect(new URL(page.url()).search).toMatch(search)
    await context.close()
  })
})

describe('recurring reports', () => {
  test('are made, changed, switched off and deleted; those that are there by themselves are only switched off', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/reports?tab=recurring')
    await page.getByRole('link', { name: 'New recurring report' }).click()
    await page.getByText('Every week').click()
    const addresses = page.getByRole('combobox', { name: 'Send to' })
    await addresses.fill('nobody')
    await page.keyboard.press('Enter')
    await page.getByLabel('Name').fill('Weekly messages')
    await page.getByRole('button', { name: 'Make it regularly' }).click()
    await page.getByText('Not an e-mail address: nobody').waitFor()
    await addresses.press('Backspace')
    await addresses.fill('anna@example.com')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Make it regularly' }).click()
    const mine = page.getByRole('listitem').filter({ hasText: 'Weekly messages' })
    await mine.getByText('anna@example.com').waitFor()
    await page.getByText('This server knows no mail server').waitFor()

    await mine.getByRole('button', { name: 'More for Weekly messages' }).click()
    await page.getByRole('menuitem', { name: 'Change…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change “Weekly messages”' })
    await dialog.getByLabel('Name').fill('Messages of the week')
    await dialog.getByText('CSV', { exact: true }).click()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    const renamed = page.getByRole('listitem').filter({ hasText: 'Messages of the week' })
    await renamed.getByText(/Every week.*CSV/).waitFor()
    await renamed.getByRole('switch').press('Space')
    await renamed.getByText('Switched off').waitFor()
    await renamed.getByRole('button', { name: 'More for Messages of the week' }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    await page.getByRole('button', { name: 'Delete the schedule' }).click()
    await renamed.waitFor({ state: 'detached' })

    const automatic = page.getByRole('listitem').filter({ hasText: 'Made by itself' }).first()
    await automatic.getByRole('button', { name: /^More for/ }).click()
    await page.getByRole('menuitem', { name: 'Change…' }).waitFor()
    expect(await page.getByRole('menuitem', { name: 'Delete…' }).count()).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })
})
