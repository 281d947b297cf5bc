import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { totpCode, totpStep } from '../../src/companies/second-factor/totp.ts'
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
import { violationsInBothSchemes } from './violations-of.ts'

const invited = { name: 'Ines Berg', email: 'ines@tallybook.example', password: 'seven lakes and a ferry' }

let server: RunningTallybook
let browser: Browser
let session: BrowserSession
let link: string
let secret: string
let recoveryCode: string

beforeAll(async () => {
  server = await startTallybook()
  browser = await openBrowser()
  session = await signInOnce(browser, server.url, firstCompany.ownerEmail, firstCompany.ownerPassword)
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.destroy()
})

/** Up to where the second factor is asked for. */
async function givePassword(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(invited.email)
  await page.getByLabel('Password', { exact: true }).fill(invited.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor()
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const overflowPx = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth))

describe('people in a browser', () => {
  test('an owner invites somebody by a link to pass on', async () => {
    const { context, page, errors } = await openPage(browser, server.url, desktop, session)
    await page.goto('/settings/people')
    await page.getByRole('button', { name: 'Invite', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Email').fill('no address')
    await dialog.getByRole('button', { name: 'Make invitation link' }).click()
    await dialog.getByText('This does not look like an email address.').waitFor()
    await dialog.getByLabel('Email').fill(invited.email)
    await dialog.getByRole('combobox', { name: 'Role' }).click()
    await page.getByRole('option', { name: 'Analyst' }).click()
    await dialog.getByRole('button', { name: 'Make invitation link' }).click()
    await page.getByRole('heading', { name: 'Pass on this link' }).waitFor()
    link = (await dialog.locator('code').textContent()) ?? ''
    expect(await violationsInBothSchemes(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Open invitations').waitFor()
    await page.getByText(invited.email).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })

  test('who is invited joins, and sees what an analyst may see; the link is good for once', async () => {
    const { context, page, errors } = await openPage(browser, server.url, phone)
    await page.goto(link)
    await page.getByRole('heading', { name: `Join ${firstCompany.name}` }).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByLabel('Your name').fill(invited.name)
    await page.getByLabel('Choose a password').fill('short')
    await page.getByRole('button', { name: 'Join and sign in' }).click()
    await page.getByText('At least 12 characters: 7 more.').waitFor()
    await page.getByLabel('Choose a password').fill(invited.password)
    await page.getByRole('button', { name: 'Join and sign in' }).click()
    await page.waitForURL(/\/analytics/)
    await page.goto('/settings/people')
    await page
      .getByText(/not|may/i)
      .first()
      .waitFor()
    expect(await page.getByRole('button', { name: 'Invite', exact: true }).count()).toBe(0)
    const again = await openPage(browser, server.url)
    await again.page.goto(link)
    await again.page.getByRole('heading', { name: 'This invitation is no longer good' }).waitFor()
    expect([...errors, ...again.errors]).toEqual([])
    await again.context.close()
    await context.close()
  })

  test('a second factor is set up, and asked for at the next sign-in; a code serves once', async () => {
    const { context, page, errors } = await openPage(browser, server.url)
    await signIn(page, invited.email, invited.password)
    await page.goto('/settings/security')
    await page.getByRole('button', { name: 'Set up' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Confirm with your password').fill('not my password')
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByText('This is not your password.').waitFor()
    await dialog.getByLabel('Confirm with your password').fill(invited.password)
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByLabel('Code that it shows').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    secret = (await dialog.locator('code').textContent()) ?? ''
    const code = totpCode(secret, totpStep(Date.now()))
    await dialog.getByLabel('Code that it shows').fill(code)
    await dialog.getByRole('button', { name: 'Switch on' }).click()
    const codes = dialog.getByRole('list', { name: 'Keep these recovery codes' })
    recoveryCode = (await codes.getByRole('listitem').first().textContent()) ?? ''
    await dialog.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('recovery codes are left').waitFor()

    const next = await openPage(browser, server.url, phone)
    await givePassword(next.page)
    expect(await violationsInBothSchemes(next.page)).toEqual([])
    await giveCode(next.page, code)
    await next.page.getByText('The code is wrong or was used before.').waitFor()
    // The step after the one that was spent: a phone may be so far ahead.
    await giveCode(next.page, totpCode(secret, totpStep(Date.now()) + 1))
    await next.page.waitForURL(/\/analytics/)
    expect([...errors, ...next.errors]).toEqual([])
    await next.context.close()
    await context.close()
  })

  test('a recovery code lets in once, and all other sessions are ended from there', async () => {
    const elsewhere = await openPage(browser, server.url)
    await givePassword(elsewhere.page)
    await giveCode(elsewhere.page, recoveryCode)
    await elsewhere.page.waitForURL(/\/analytics/)
    const spent = await openPage(browser, server.url)
    await givePassword(spent.page)
    await giveCode(spent.page, recoveryCode)
    await spent.page.getByText('The code is wrong or was used before.').waitFor()
    const { page } = elsewhere
    await page.goto('/settings/security')
    await page.getByText('9 recovery codes are left').waitFor()
    const list = page.getByRole('list', { name: 'Where you are signed in' })
    await list.getByText('Here').waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await page.getByText('You are signed out everywhere else.').waitFor()
    expect(await list.getByRole('listitem').count()).toBe(1)
    await page.reload()
    await list.getByText('Here').waitFor()
    expect([...elsewhere.errors, ...spent.errors]).toEqual([])
    await spent.context.close()
    await elsewhere.context.close()
  })

  test.each([
    ['desktop', desktop],
    ['phone', phone],
  ])('the audit log tells of all of it, and is searched: %s', async (_, view) => {
    const { context, page, errors } = await openPage(browser, server.url, view, session)
    await page.goto('/settings/audit')
    await page.getByText(invited.name).first().waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(await overflowPx(page)).toBe(0)
    await page.getByText(firstCompany.ownerEmail).first().waitFor()
    await page.getByPlaceholder('Person, key, name or address').fill(invited.email)
    await page.waitForURL(/q=/)
    await page.getByText('Two-factor switched on').first().waitFor()
    await page.getByPlaceholder('Person, key, name or address').fill('nobody of this name')
    await page.getByText('Nothing fits').waitFor()
    expect(await page.getByText('Two-factor switched on').count()).toBe(0)
    await page.getByRole('button', { name: 'Show everything' }).click()
    await page.getByText(firstCompany.ownerEmail).first().waitFor()
    await page.goto('/settings/people')
    await page.getByText(invited.email).waitFor()
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(await overflowPx(page)).toBe(0)
    expect(errors).toEqual([])
    await context.close()
  })
})
