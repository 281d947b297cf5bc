import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core'

/** Headless Chromium out of an npm package: nothing is to be installed beside npm's own packages. */
export async function openBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await chromium.executablePath(),
    args: [
      // Not the package's own list: it is made for one page in one process, and switches web security off.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    headless: true,
  })
}

export interface View {
  readonly width: number
  readonly height: number
  readonly colorScheme: 'light' | 'dark'
}

export const desktop: View = { width: 1440, height: 900, colorScheme: 'light' }
export const phone: View = { width: 390, height: 844, colorScheme: 'light' }

/** A fresh profile; anything that the page writes to the console as an error is collected. */
export async function openPage(
  browser: Browser,
  baseUrl: string,
  view: View = desktop,
  session?: BrowserSession,
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width: view.width, height: view.height },
    colorScheme: view.colorScheme,
    // Another zone than the company's: the page must not show the browser's own.
    timezoneId: 'America/New_York',
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...(session && { storageState: session }),
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  return { context, page, errors }
}

/** Cookies of somebody who is signed in: a page that is opened with them need not go through the sign-in form. */
export type BrowserSession = Awaited<ReturnType<BrowserContext['storageState']>>

export async function signInOnce(
  browser: Browser,
  baseUrl: string,
  email: string,
  password: string,
): Promise<BrowserSession> {
  const { context, page } = await openPage(browser, baseUrl)
  await signIn(page, email, password)
  const session = await context.storageState()
  await context.close()
  return session
}

export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/analytics/)
}
