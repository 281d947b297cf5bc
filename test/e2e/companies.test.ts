import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import {
  type BrowserSession,
  desktop,
  openBrowser,
  openPage,
  phone,
  signIn,
  signInOnce,
} from './open-browser.ts'
import { violationsInBothSchemes, violationsOf } from './violations-of.ts'

let server: RunningTallybook
let browser: Browser
let session: BrowserSession
/** Of the reseller's owner, as it was handed over. */
let password: string

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

const switcher = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Company:/ })

/** Fills the form of a new company in; the password that is shown, or none. */
async function addCompany(
  page: Page,
  company: { name: string; kind?: string; email: string },
): Promise<string> {
  await page.goto('/companies?enter=company')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Company name').fill(company.name)
  if (company.kind !== undefined) await dialog.getByText(company.kind, { exact: true }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('Nils Berg')
  await dialog.getByLabel('Email').fill(company.email)
  await dialog.getByRole('button', { name: 'Add company' }).click()
  await dialog.getByText('Hand this password over').waitFor()
  const shown = (await dialog.locator('code').textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Done' }).click()
  return shown
}

describe('companies in a browser', () => {
  test('the provider adds a reseller and hands the password over', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/companies')
    await page.getByText('No companies yet').waitFor()
    await page.getByRole('link', { name: 'Add company' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Company name').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    password = await addCompany(page, { name: 'Harbour Resale', kind: 'Reseller', email: 'nils@example.com' })
    expect(password).toMatch(/^[\w-]{20}$/)
    await page.getByRole('link', { name: 'Harbour Resale' }).waitFor()
    await page.getByText('Setting up').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })

  test('a reseller sees its own companies only, is asked to set up, and adds one', async () => {
    const { context, page, errors } = await openPage(browser, server.url)
    await signIn(page, 'nils@example.com', password)
    await page.getByText('This company is not set up yet.').waitFor()
    await page.getByRole('button', { name: 'Keep Europe/Berlin' }).click()
    await page.getByText('Is Europe/Berlin its time zone?').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Complete company details' }).waitFor()
    await page.goto('/companies')
    await page.getByText('No companies yet').waitFor()
    await addCompany(page, { name: 'Quay Books', email: 'ines@example.com' })
    await page.getByRole('link', { name: 'Quay Books' }).waitFor()
    await switcher(page).click()
    const choice = page.getByRole('dialog')
    await choice.getByRole('link', { name: /^Quay Books/ }).waitFor()
    expect(await choice.getByRole('listitem').count()).toBe(2)
    expect(await choice.getByText(firstCompany.name).count()).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })

  test('two tabs act in two companies', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/analytics')
    await switcher(page).click()
    const choice = page.getByRole('dialog')
    await choice.getByRole('searchbox').fill('quay')
    await choice.getByRole('link', { name: /^Harbour/ }).waitFor({ state: 'detached' })
    expect(await violationsOf(page)).toEqual([])
    await choice.getByRole('link', { name: /^Quay Books/ }).click()
    await page.waitForURL(/\/c\/[\da-f-]{36}\/analytics/)
    await page.getByText('You act in Quay Books, as Owner.').waitFor()
    const other = await context.newPage()
    await other.goto('/analytics')
    await switcher(other).getByText(firstCompany.name).waitFor()
    await page.getByRole('link', { name: 'Account transactions' }).click()
    await page.waitForURL(/\/c\/[\da-f-]{36}\/transactions/)
    await page.reload()
    await switcher(page).getByText('Quay Books').waitFor()
    await page.getByRole('link', { name: 'Back to your company' }).click()
    await switcher(page).getByText(firstCompany.name).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a view is marked on every page, and changes nothing', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/companies')
    await page.getByRole('button', { name: 'Actions: Quay Books' }).click()
    await page.getByRole('menuitem', { name: 'View as they do' }).click()
    await page.waitForURL(/\/view\/[\da-f-]{36}\/analytics/)
    const mark = page.getByText('You see Quay Books as its owner does.')
    await mark.waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'API keys' }).click()
    await mark.waitFor()
    const answer = await page.evaluate(async () => {
      const { status } = await fetch(`${window.location.pathname.slice(0, 42)}/api/v1/company`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Taken' }),
      })
      return status
    })
    expect(answer).toBe(403)
    expect(errors).toEqual([])
    await context.close()
  })

  test('a company is blocked and let go again, on a phone', async () => {
    const { context, page, errors } = await openPage(browser, server.url, phone, session)
    await page.goto('/companies?search=quay')
    await page.getByRole('button', { name: 'Actions: Quay Books' }).click()
    await page.getByRole('menuitem', { name: 'Block' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
    await page.getByRole('list', { name: 'Companies' }).getByText('Blocked').waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Actions: Quay Books' }).click()
    await page.getByRole('menuitem', { name: 'Unblock' }).click()
    await page.getByRole('list', { name: 'Companies' }).getByText('Setting up').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })
})
