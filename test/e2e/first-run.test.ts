import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { openBrowser, openPage, phone } from './open-browser.ts'
import { violationsOf } from './violations-of.ts'

let server: RunningTallybook
let browser: Browser

beforeAll(async () => {
  server = await startTallybook({ isEmpty: true })
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

// One after the other: the second meets the installation that the first has set up.
describe('an empty installation in a browser', () => {
  test('sends whoever comes to the set-up page, which ends at the connections', async () => {
    const { context, page, errors } = await openPage(browser, server.url)
    await page.goto('/')
    await page.getByRole('heading', { name: 'Set up Tallybook' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/setup')
    await page.getByLabel('Set-up code').waitFor()

    await page.goto(server.setupUrl ?? 'no set-up address was printed')
    await page.getByLabel('Company name').fill(firstCompany.name)
    await page.getByLabel('Your name').fill('Astrid Lindqvist')
    await page.getByLabel('Email').fill(firstCompany.ownerEmail)
    await page.getByLabel('Password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Set up and sign in' }).click()
    await page
      .getByText(/characters? missing|at least 12|more characters?/i)
      .first()
      .waitFor()
    expect(await violationsOf(page)).toEqual([])

    await page.getByLabel('Password', { exact: true }).fill(firstCompany.ownerPassword)
    await page.getByRole('button', { name: 'Set up and sign in' }).click()
    await page.waitForURL(/\/settings\/connections/)
    await page.getByRole('button', { name: 'Add connection' }).first().waitFor()
    await page.getByText(firstCompany.name).first().waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a wrong password is said in words, and the right one leads to where one was going', async () => {
    const { context, page } = await openPage(browser, server.url, phone)
    await page.goto('/messages?channel=sms')
    await page.waitForURL(/\/sign-in/)
    await page.getByLabel('Email').fill(firstCompany.ownerEmail)
    await page.getByLabel('Password', { exact: true }).fill('not the right one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('Email or password is wrong.').waitFor()
    await page.getByLabel('Password', { exact: true }).fill(firstCompany.ownerPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(/\/messages\?channel=sms/)
    await context.close()
  })
})
