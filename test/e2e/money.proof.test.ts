import { readFile } from 'node:fs/promises'
import { parse as parseCsv } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright-core'
import readExcelFile from 'read-excel-file/universal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstCompany, type RunningTallybook, startTallybook } from '../support/start-tallybook.ts'
import { type BrowserSession, desktop, openBrowser, openPage, phone, signInOnce } from './open-browser.ts'
import { violationsInBothSchemes, violationsOf } from './violations-of.ts'

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

async function signedInPage(view = desktop) {
  return await openPage(browser, server.url, view, session)
}

/** The balance at the top of the page. */
const balance = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Balance/ })

async function enterDeposit(page: Page, amount: string, reason: string): Promise<void> {
  await page.goto('/transactions?tab=all&enter=deposit')
  const form = page.getByRole('dialog')
  await form.getByLabel('Amount').fill(amount)
  await form.getByLabel('Reason').fill(reason)
  await form.getByRole('button', { name: 'Enter deposit' }).click()
  await form.waitFor({ state: 'hidden' })
}

const csv = (rows: readonly string[]) => ({
  name: 'rates.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['channel,kind,destination,unit,price', ...rows].join('\n')),
})

describe('money in a browser', () => {
  test('a deposit raises the balance at the top, and stands in the transactions', async () => {
    const { context, page, errors } = await signedInPage()
    await page.goto('/transactions')
    await balance(page).getByText('€0.00').waitFor()
    await page.goto('/transactions?enter=deposit')
    const form = page.getByRole('dialog')
    await form.getByLabel('Amount').fill('12,50')
    await form.getByText('Write a number, such as 1,234.50.').waitFor()
    await form.getByLabel('Amount').fill('1,250.50')
    await form.getByLabel('Reason').fill('Bank transfer of 3 September')
    await form.getByRole('button', { name: 'Enter deposit' }).click()
    await form.waitFor({ state: 'hidden' })
    await balance(page).getByText('€1,250.50').waitFor()
    const row = page.getByRole('row').filter({ hasText: 'Bank transfer of 3 September' })
    await row.getByText('€1,250.50').waitFor()
    await row.click()
    const details = page.getByRole('dialog')
    await details.getByText('Transaction id').waitFor()
    await details.getByText('+€1,250.50').waitFor()
    const link = page.url()
    await page.goto(link)
    await page.getByRole('dialog').getByText('+€1,250.50').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a form that is sent again after a lost answer enters nothing twice', async () => {
    const { context, page } = await signedInPage()
    let sent = 0
    await page.route('**/api/v1/deposits', async (route) => {
      sent += 1
      if (sent > 1) return route.continue()
      // The server does what it was asked for; its answer gets lost on the way.
      await route.fetch()
      return route.abort()
    })
    await page.goto('/transactions?enter=deposit')
    const form = page.getByRole('dialog')
    await form.getByLabel('Amount').fill('7.25')
    await form.getByLabel('Reason').fill('Sent twice')
    await form.getByRole('button', { name: 'Enter deposit' }).click()
    await form.getByText('The server cannot be reached').waitFor()
    await form.getByRole('button', { name: 'Enter deposit' }).click()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('row').filter({ hasText: 'Sent twice' }).first().waitFor()
    expect(sent).toBe(2)
    expect(await page.getByRole('row').filter({ hasText: 'Sent twice' }).count()).toBe(1)
    await context.close()
  })

  test('above the approval limit an entry waits for somebody else', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/transactions?enter=settings')
    const settings = page.getByRole('dialog')
    await settings.getByLabel('Approval limit').fill('500')
    await settings.getByRole('button', { name: 'Save' }).click()
    await settings.waitFor({ state: 'hidden' })
    const before = await balance(page).textContent()
    await enterDeposit(page, '600', 'A large one')
    const waiting = page.getByRole('region', { name: '1 entry waits for approval' })
    await waiting.getByText('Entered by you: somebody else has to decide.').waitFor()
    expect(await balance(page).textContent()).toBe(before)
    await context.close()
  })

  test('the limit is not raised by one person: the change waits, stands in the log and can be taken back', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/transactions?enter=settings')
    const settings = page.getByRole('dialog')
    await settings.getByText('none → €500.00').waitFor()
    await settings.getByLabel('Approval limit').fill('5,000')
    await settings.getByRole('button', { name: 'Save' }).click()
    await settings.waitFor({ state: 'hidden' })
    await page.getByText('A change of the account settings waits for a second person.').waitFor()
    await page.getByRole('link', { name: 'Show it' }).click()
    await settings.getByText('€500.00 → €5,000.00').waitFor()
    expect(await settings.getByLabel('Approval limit').inputValue()).toBe('500')
    expect(await settings.getByRole('button', { name: 'Approve' }).count()).toBe(0)
    await settings.getByRole('button', { name: 'Take back' }).click()
    await settings.getByText(/^Declined by/).waitFor()
    expect(await violationsOf(page)).toEqual([])
    await context.close()
  })

  test('the transactions of the page are in the files that it gives', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/transactions?tab=all')
    await page.getByRole('row').filter({ hasText: 'Sent twice' }).waitFor()
    const save = async (format: 'CSV' | 'Excel'): Promise<Uint8Array> => {
      await page.getByRole('button', { name: 'Export' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: format }).click(),
      ])
      return await readFile(await download.path())
    }
    const csvRows = parseCsv(await save('CSV'), { bom: true })
    const [about, lines] = await readExcelFile(Uint8Array.from(await save('Excel')).buffer)
    expect(about?.data).toContainEqual(['Company', firstCompany.name])
    for (const [titles = [], ...rows] of [csvRows, lines?.data ?? []]) {
      const place = (title: string) => titles.findIndex((cell) => String(cell) === title)
      expect(
        rows.map((row) => [row[place('Base')], Number(row[place('In')]), Number(row[place('Balance')])]),
      ).toEqual([
        ['Sent twice', 7.25, 1257.75],
        ['Bank transfer of 3 September', 1250.5, 1250.5],
      ])
    }
    await context.close()
  })

  test('a price list is written, published and put in force, and its prices are there to read', async () => {
    const { context, page, errors } = await signedInPage()
    await page.goto('/price-lists')
    await page.getByRole('button', { name: 'New price list' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Retail 2026')
    await page.getByRole('dialog').getByRole('button', { name: 'Create price list' }).click()
    await page.getByRole('heading', { name: 'Retail 2026' }).waitFor()
    await page.getByRole('button', { name: /^New version/ }).click()
    await page.waitForURL(/versions\/1/)
    await page.getByRole('button', { name: 'Add rate' }).first().click()
    await page.keyboard.type('sms')
    await page.getByLabel('Destination').first().fill('de')
    await page.getByLabel('Price', { exact: true }).first().fill('0.07x')
    await page.getByText('Price: a number, such as 0.0725.').waitFor()
    expect(await page.getByRole('button', { name: 'Save draft' }).isDisabled()).toBe(true)
    await page.getByLabel('Price', { exact: true }).first().fill('0.0725')
    // What is not saved is not left behind by a click.
    await page.getByRole('link', { name: 'Analytics' }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page.getByRole('button', { name: 'Save draft' }).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('dialog').getByText('Publish version 1 of “Retail 2026”?').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('link', { name: 'Put in force' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('combobox', { name: 'Company' }).click()
    await page.getByRole('option', { name: firstCompany.name }).click()
    await form.getByLabel('From').fill('2026-01-01')
    await form.getByText('The start is in the past').waitFor()
    await form.getByRole('button', { name: 'Put in force' }).click()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('row').filter({ hasText: firstCompany.name }).getByText('in force').waitFor()
    await page.goto('/prices')
    await page.getByRole('row').filter({ hasText: 'Germany' }).getByText('€0.0725').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a planned end says that no prices follow, and withdrawing asks what shall be in force instead', async () => {
    const { context, page, errors } = await signedInPage()
    await page.goto('/price-lists')
    await page.getByRole('link', { name: 'Retail 2026' }).click()
    await page.getByRole('button', { name: 'Put in force' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Company' }).click()
    await page.getByRole('option', { name: firstCompany.name }).click()
    await dialog.getByLabel('From').fill('2199-01-01')
    await dialog.getByLabel('Until').fill('2199-02-01')
    await dialog.getByText('After the end messages without another price list are unrated.').waitFor()
    await dialog.getByRole('button', { name: 'Put in force' }).click()
    await page.getByText(`${firstCompany.name} then has no prices from`).waitFor()
    const planned = page.getByRole('row').filter({ hasText: 'planned' })
    await planned.getByText('then no prices').waitFor()
    await planned.getByRole('button').click()
    await page.getByRole('menuitem', { name: 'Withdraw' }).click()
    await dialog.getByRole('button', { name: 'Withdraw' }).click()
    await dialog.getByText('Nothing would be in force for the company').waitFor()
    await dialog.getByRole('button', { name: 'Let the version before it go on' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await planned.waitFor({ state: 'hidden' })
    const inForce = page.getByRole('row').filter({ hasText: firstCompany.name })
    // Until the end of the one that was withdrawn.
    await inForce.getByText('then no prices').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('a file with a wrong row changes nothing and names the row; a right one can be undone', async () => {
    const { context, page } = await signedInPage()
    await page.goto('/price-lists')
    await page.getByRole('link', { name: 'Retail 2026' }).click()
    await page.getByRole('button', { name: 'New version from 1' }).click()
    await page.waitForURL(/versions\/2/)
    await page.getByRole('button', { name: 'Import' }).click()
    const dialog = page.getByRole('dialog')
    const choose = async (rows: readonly string[]): Promise<void> => {
      await dialog.locator('input[type=file]').setInputFiles(csv(rows))
      await dialog.getByRole('button', { name: 'Replace rates' }).click()
    }
    await choose(['sms,,DE,segment,0.08', 'sms,,Austria,segment,0.05'])
    await dialog.getByText('1 row is not right').waitFor()
    await dialog.getByRole('row').filter({ hasText: 'destination' }).getByText('3', { exact: true }).waitFor()
    await choose(['sms,,DE,segment,0.08', 'sms,,AT,segment,0.05'])
    await dialog.getByText('1 new, 1 changed, 0 removed.').waitFor()
    await dialog.getByRole('button', { name: 'Undo' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('1 rate', { exact: true }).waitFor()
    expect(await page.getByLabel('Price', { exact: true }).first().inputValue()).toBe('0.0725')
    await context.close()
  })

  test.each([
    ['on a desk', desktop],
    ['on a phone', phone],
  ])(
    'no page of money breaks a rule of accessibility, light or dark: %s',
    { timeout: 180_000 },
    async (_, view) => {
      const { context, page } = await signedInPage(view)
      await page.goto('/price-lists')
      await page.getByRole('link', { name: 'Retail 2026' }).click()
      await page.getByRole('heading', { name: 'Retail 2026' }).waitFor()
      const list = new URL(page.url()).pathname
      const settled = [
        ['/transactions', 'Opening balance'],
        ['/transactions?tab=all', 'Opening balance'],
        ['/transactions?enter=correction', 'Reference'],
        ['/price-lists', 'Retail 2026'],
        [list, 'in force'],
        [`${list}/versions/1`, '1 rate'],
        [`${list}/versions/2`, '1 rate'],
        [`${list}/versions/2?tab=moments`, 'When delivered'],
        [`${list}/versions/2?tab=simulation`, 'Last month'],
        ['/prices', 'Germany'],
        ['/top-up', 'Top up the balance'],
      ] as const
      for (const [address, sign] of settled) {
        await page.goto(address)
        await page.getByText(sign).first().waitFor()
        expect([address, await violationsInBothSchemes(page)]).toEqual([address, []])
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect([address, overflow]).toEqual([address, Math.min(overflow, 0)])
      }
      await balance(page).click()
      await page.getByRole('region', { name: 'Balance in detail' }).waitFor()
      expect(await violationsOf(page)).toEqual([])
      await context.close()
    },
  )
})
