import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const levels = ['wcag2a', 'wcag2aa', 'wcag22aa']
/** What another colour scheme can break: the words and the order of the page are the same in each. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** Rules of WCAG 2.2 AA that the page breaks, with where it does. */
export async function violationsOf(page: Page): Promise<string[]> {
  return namesOf(await axeOf(page).withTags(levels).analyze())
}

/** The same for a page that is switched to dark colours, and back again. */
export async function violationsInTheDark(page: Page): Promise<string[]> {
  await switchTo(page, 'dark')
  const found = namesOf(await axeOf(page).withRules(rulesOfColour).analyze())
  await switchTo(page, 'light')
  return found
}

/** Our pages have no frames; without legacy mode every look opens another page, for the frames. */
function axeOf(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode()
}

type Findings = Awaited<ReturnType<AxeBuilder['analyze']>>

function namesOf({ violations }: Findings): string[] {
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}

async function switchTo(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
}
