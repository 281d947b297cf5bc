import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/* The page of chat graphs, as its tests find their way about it. */

export const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** A number of a group of counters, by what it is called. */
export function counter(page: Page, group: string, title: string) {
  return region(page, group).getByRole('button', { name: new RegExp(`^${title}`) })
}

/** Cards further down come when the reader nears them: scrolls until one is there. */
export async function broughtUp(page: Page, name: string) {
  const card = region(page, name)
  await expect
    .poll(async () => {
      await page.evaluate(() => window.scrollBy(0, 2_000))
      return card.count()
    })
    .toBe(1)
  await card.scrollIntoViewIfNeeded()
  return card
}
