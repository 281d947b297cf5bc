import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { broughtUp, counter } from './chat-graphs-page.ts'
import { type BrowserSession, desktop, openBrowser, openPage, signInOnce } from './open-browser.ts'

/* Each control of the chat graphs, and that the numbers are other ones afterwards. Chats of one day, three days ago, by the clock of Berlin. */

let server: RunningTallybook
let browser: Browser
let session: BrowserSession

const minuteMs = 60_000
const headers = { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' }
const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: firstCompany.timeZone, dateStyle: 'short' })
const day = berlin.format(Date.now() - 3 * 24 * 60 * minuteMs)
/** A moment of that day by the clock of Berlin; no day of the tests is one on which clocks change at night. */
const at = (clock: string): number => {
  const guess = Date.parse(`${day}T${clock}:00Z`)
  const said = new Intl.DateTimeFormat('sv-SE', {
    timeZone: firstCompany.timeZone,
    timeStyle: 'short',
  }).format(guess)
  const [hour = 0, minute = 0] = said.split(':').map(Number)
  const [wantedHour = 0, wantedMinute = 0] = clock.split(':').map(Number)
  return guess - ((hour - wantedHour) * 60 + minute - wantedMinute) * minuteMs
}

interface TestChat {
  readonly name: string
  readonly opened: string
  readonly replied: string
  readonly closed: string
  readonly group?: string
}

function eventsOf({ name, opened, replied, closed, group }: TestChat): object[] {
  const operator = { operator_id: 'ann', operator_name: 'Ann' }
  const event = (type: string, clock: string, data: object): object => ({
    specversion: '1.0',
    id: `${name} ${type} ${clock}`,
    source: 'browser-test',
    type: `chat.${type}`,
    time: new Date(at(clock)).toISOString(),
    data: { chat_id: name, ...data },
  })
  const ofGroup = group === undefined ? {} : { group_id: group, group_name: 'Support' }
  return [
    event('opened', opened, { messenger: 'web', opened_by: 'customer', customer_id: name, ...ofGroup }),
    event('message', opened, { message_id: `${name}-q`, author: 'customer', public: true }),
    event('message', replied, { message_id: `${name}-a`, author: 'operator', public: true, ...operator }),
    event('closed', closed, { by: 'operator', ...operator }),
  ]
}

async function send(method: string, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${server.url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
  expect(answer.status, await answer.clone().text()).toBeLessThan(300)
  return await answer.json()
}

async function counts(page: Page, title: string, value: string): Promise<void> {
  await counter(page, 'Chats', title).getByText(value, { exact: true }).waitFor()
}

async function openDay(page: Page, search = ''): Promise<void> {
  const [from, to] = [at('00:00'), at('23:59') + minuteMs].map((ms) => new Date(ms).toISOString())
  await page.goto(`/chat-graphs?${new URLSearchParams({ from: from ?? '', to: to ?? '' })}${search}`)
}

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
  const chats = [
    { name: 'early', opened: '08:30', replied: '08:40', closed: '11:30' },
    { name: 'late', opened: '11:00', replied: '11:10', closed: '11:20' },
  ]
  await send('POST', '/events', chats.flatMap(eventsOf))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

describe('the controls of chat graphs in a browser', () => {
  test('where no group exists, nothing speaks of groups', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await openDay(page)
    await counts(page, 'New', '2')
    expect(await page.getByRole('button', { name: /^Group:/ }).count()).toBe(0)
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Operators: CSV' }).waitFor()
    expect(await page.getByRole('menuitem', { name: /^Groups/ }).count()).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })

  test('an own period has a time of start; the clock of events counts what happened in it, and back', async () => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    await openDay(page)
    await counts(page, 'New', '2')
    await counts(page, 'Closed', '2')
    await page.getByRole('button', { name: /^Period:/ }).click()
    await page.getByLabel('Start time').fill('10:00')
    await page.getByLabel('End time').fill('12:00')
    await page.getByRole('button', { name: 'Apply' }).click()
    await counts(page, 'New', '1')
    await counts(page, 'Closed', '1')
    expect(new URL(page.url()).searchParams.get('from')).toContain(`${day}T10:00`)
    await page.getByRole('button', { name: /^What the period means/ }).click()
    await page.getByRole('menuitem', { name: /^What happened in the period/ }).click()
    await counts(page, 'Closed', '2')
    await page.getByRole('button', { name: /^What the period means/ }).click()
    await page.getByRole('menuitem', { name: /^Chats opened in the period/ }).click()
    await counts(page, 'Closed', '1')
    expect(new URL(page.url()).searchParams.has('clock')).toBe(false)
    await context.close()
  })

  test('an end before the start cannot be applied', async () => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    await openDay(page)
    await page.getByRole('button', { name: /^Period:/ }).click()
    await page.getByLabel('Start time').fill('10:00')
    await page.getByLabel('End date').fill(day)
    await page.getByLabel('End time').fill('09:00')
    await page.getByText('The end must be after the start.').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true)
    await context.close()
  })

  test('the zone is chosen where the period is, and the day is another one then', async () => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    await openDay(page)
    await counts(page, 'New', '2')
    await page.getByRole('button', { name: /^Period:/ }).click()
    const zone = page.getByRole('combobox', { name: 'Time zone' })
    await zone.click()
    await zone.fill('Kiritimati')
    await page.getByRole('option', { name: 'Pacific/Kiritimati' }).click()
    await page.waitForURL(({ searchParams }) => searchParams.get('zone') === 'Pacific/Kiritimati')
    await page.keyboard.press('Escape')
    await page.getByText('Pacific/Kiritimati').first().waitFor()
    await context.close()
  })

  test('groups have their control, their table and their file once there is one; business time counts open hours alone', async () => {
    const closedAllWeek = { time_zone: 'UTC', weekdays: [[], [], [], [], [], [], []], days: [], from: null }
    const calendar = (await send('POST', '/chat-settings/calendars', {
      name: 'Nobody works',
      version: closedAllWeek,
    })) as { id: string }
    await send('PUT', '/chat-settings/groups', { id: 'support', name: 'Support' })
    const targets = { first_target_s: 60, later_target_s: 60, from: null }
    await send('PUT', '/chat-settings/groups/targets', {
      group_id: 'support',
      calendar_id: calendar.id,
      ...targets,
    })
    const chat = { name: 'of support', opened: '14:00', replied: '14:05', closed: '14:10', group: 'support' }
    await send('POST', '/events', eventsOf(chat))
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await openDay(page)
    await counts(page, 'New', '3')
    await page.getByRole('button', { name: /^Group:/ }).click()
    await page.getByRole('checkbox', { name: 'Support' }).check()
    await counts(page, 'New', '1')
    await page.keyboard.press('Escape')
    const response = counter(page, 'Responses', 'First response')
    await response.getByText('5 min', { exact: true }).waitFor()
    await page.getByRole('switch', { name: 'Business time' }).click()
    await response.getByText('0 ms', { exact: true }).waitFor()
    await page.getByRole('switch', { name: 'Business time' }).click()
    await response.getByText('5 min', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await counts(page, 'New', '3')
    const groups = await broughtUp(page, 'Groups')
    await groups.getByRole('table').waitFor()
    await groups.getByRole('button', { name: 'Support', exact: true }).click()
    await page.waitForURL(/group=support/)
    await counts(page, 'New', '1')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Groups: Excel' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
    expect(errors).toEqual([])
    await context.close()
  })

  test('comparison stands beside the numbers, and goes', async () => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    await openDay(page)
    await counts(page, 'New', '3')
    await counter(page, 'Chats', 'New').focus()
    await page.getByText('Previous period', { exact: false }).first().waitFor()
    await page.getByRole('switch', { name: 'Compare' }).click()
    await page.waitForURL(/compare=none/)
    await expect.poll(() => page.getByText('Previous period', { exact: false }).count()).toBe(0)
    await context.close()
  })

  test('a chart is walked along by keyboard, is told of in words, and opens the chats of a place', async () => {
    const { context, page } = await openPage(browser, server.url, desktop, session)
    await openDay(page, '&granularity=hour')
    await counts(page, 'New', '3')
    const chart = await broughtUp(page, 'Chats over time')
    const walker = chart.getByRole('button', { name: /arrow keys|Chats over time/i }).last()
    await walker.focus()
    for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowRight')
    await expect.poll(async () => (await chart.locator('output').textContent()) ?? '').toMatch(/08:00/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('1 line', { exact: true }).waitFor()
    await context.close()
  })
})
