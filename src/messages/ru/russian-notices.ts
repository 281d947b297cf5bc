import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishNotices } from '../en/english-notices.ts'
import { noticeProblems } from './notice-problems.ts'
import { notices } from './notices.ts'

/** The words of the page of notices in Russian: fetched when it is. */
export const russianNotices: Pick<CatalogueIn<'ru'>, keyof typeof englishNotices> = {
  notice_problems: noticeProblems,
  notices,
}
