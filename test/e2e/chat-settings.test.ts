import type { Browser, Page } from 'playwright-core'
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

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const label = await page.evaluate(() => {
      const { activeElement } = document
      const labels = activeElement instanceof HTMLInputElement ? [...(activeElement.labels ?? [])] : []
      return (
        (activeElement?.getAttribute('aria-label') ??
          labels.map(({ innerText }) => innerText).join(' ') ??
          '') ||
        (activeElement?.textContent ?? '')
      )
    })
    if (typeof name === 'string' ? label === name : name.test(label)) return
  }
  throw new Error(`Nothing called ${String(name)} was reached by keyboard.`)
}

async function isTooWide(page: Page): Promise<boolean> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
}

describe('settings of chats in a browser', () => {
  test('a calendar with two intervals a day and a holiday is made by keyboard', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/settings/chats?tab=calendars')
    await page.getByRole('heading', { name: 'No calendars yet' }).waitFor()
    await page.getByRole('tab', { name: 'Calendars' }).focus()
    await tabTo(page, 'Add calendar')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'New calendar' }).waitFor()
    await page.keyboard.type('Office')
    await tabTo(page, 'Monday, to (1)')
    await page.keyboard.type('13')
    await tabTo(page, 'Add hours: Monday')
    await page.keyboard.press('Enter')
    // The focus is at the hours that were added, which begin after the ones above.
    await page.keyboard.type('1330')
    await tabTo(page, 'Monday, to (2)')
    await page.keyboard.type('9')
    await tabTo(page, 'Tuesday as Monday')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Add day')
    await page.keyboard.press('Enter')
    // Which part of a date is typed first is the browser's own affair.
    await page.locator('input[type=date]:focus').fill('2026-12-25')
    await tabTo(page, 'Name of day 1')
    await page.keyboard.type('Christmas')
    await page.keyboard.press('Enter')
    // Monday would end before it begins: the field has the focus and says so.
    await page.getByText('The end must be after the beginning.').first().waitFor()
    await page.locator('[aria-label="Monday, to (2)"]:focus').waitFor()
    await page.keyboard.type('18')
    await page.getByLabel('Tuesday, to (2)').focus()
    await page.keyboard.type('17')
    await page.keyboard.press('Enter')
    await page.getByText('Saved.').waitFor()
    const row = page.getByRole('region', { name: 'Office' })
    await row.getByText('09:00–13:00, 13:30–18:00').waitFor()
    await row.getByText('09:00–13:00, 13:30–17:00').waitFor()
    await row.getByText('1 special day').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a group gets targets by that calendar by keyboard, and the page says what is measured again', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/settings/chats?tab=groups')
    await page.getByRole('button', { name: 'Add group' }).waitFor()
    await page.getByRole('tab', { name: 'Groups' }).focus()
    await tabTo(page, 'Add group')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Add group' }).waitFor()
    await page.keyboard.type('support-7')
    await tabTo(page, 'Name')
    await page.keyboard.type('Support')
    await page.keyboard.press('Enter')
    const row = page.getByRole('region', { name: 'Support' })
    await row.waitFor()
    await row.getByRole('button', { name: 'Actions for Support' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Set targets' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Targets: Support' }).waitFor()
    await page.keyboard.type('0')
    await tabTo(page, 'SL 2: later responses')
    await page.keyboard.type('1.5')
    await tabTo(page, 'Calendar')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('All chats are measured again.').waitFor()
    await page.getByRole('button', { name: 'Save' }).focus()
    await page.keyboard.press('Enter')
    // A target of nothing is refused beside its field, which has the focus.
    await page.getByText('Enter a whole number of seconds').waitFor()
    await page.getByRole('dialog').locator('input:focus').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('1')
    await page.keyboard.press('Enter')
    await page.getByText('Saved. All chats are measured again.').waitFor()
    await row.getByText('SL 1: 1 min').waitFor()
    await row.getByText('SL 2: 1 min 30 s').waitFor()
    await row.getByText('Office').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('on a phone a week is edited, by the rules of WCAG 2.2 AA', async () => {
    const { context, page } = await openPage(browser, server.url, phone, session)
    await page.goto('/settings/chats?tab=calendars')
    const row = page.getByRole('region', { name: 'Office' })
    await row.waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    await row.getByRole('button', { name: 'Actions for Office', exact: true }).click()
    await page.getByRole('menuitem', { name: 'New hours from a date' }).click()
    const dialog = page.getByRole('dialog', { name: 'New hours: Office' })
    await dialog.getByText('1 day of chats is measured again.').waitFor()
    await dialog.getByRole('button', { name: 'Remove hours 2: Monday' }).click()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    await dialog.getByRole('button', { name: 'Save hours' }).click()
    await page.getByText('Saved. 1 day of chats is measured again.').waitFor()
    await row.getByText('Now').waitFor()
    await page.getByRole('tab', { name: 'Groups' }).click()
    await page.getByRole('region', { name: 'Without a group' }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(await isTooWide(page)).toBe(false)
    await context.close()
  })
})
