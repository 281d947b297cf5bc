import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const levels = ['wcag2a', 'wcag2aa', 'wcag22aa']
/** What another colour scheme can break: the words and the order of the page are the same in each. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

type Findings = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations'>

/** Rules of WCAG 2.2 AA that the page breaks, with where it does. */
export async function violationsOf(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    // Our pages have no frames, for which another page would be opened at each look; of what is right no list is made.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(levels)
  return namesOf(await axe.analyze())
}

/** The same in light colours and, of what colours can break, in dark ones. The page is left light. */
export async function violationsInBothSchemes(page: Page): Promise<string[]> {
  const light = await violationsOf(page)
  await switchTo(page, 'dark')
  // The look before has left axe on the page: a megabyte and a half that is not to be brought there again.
  const asked = JSON.stringify({ runOnly: rulesOfColour, resultTypes: ['violations'] })
  const dark = namesOf(await page.evaluate<Findings>(`axe.run(${asked})`))
  await switchTo(page, 'light')
  return [...light, ...dark.map((name) => `dark: ${name}`)]
}

function namesOf({ violations }: Findings): string[] {
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html, any }) => [html, ...any.map(({ message }) => message)].join(' '))
    return `${id}: ${places.join(' ')}`
  })
}

async function switchTo(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
  await page.waitForFunction(isTextOf, colorScheme)
  await page.evaluate(coloursSettled)
}

/** Whether the words of the page are in the colour of the scheme: light ones in the dark. */
function isTextOf(colorScheme: 'light' | 'dark'): boolean {
  const [red = '0'] = getComputedStyle(document.body).color.match(/\d+/g) ?? []
  return colorScheme === 'dark' ? Number(red) > 128 : Number(red) < 128
}

/** Colours that fade are neither of the one scheme nor of the other; what moves for ever is not waited for. */
async function coloursSettled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
  await Promise.allSettled(fading.map(({ finished }) => finished))
}
