import { noticeProblems } from './notice-problems.ts'
import { notices } from './notices.ts'

/** The words of the page of notices in English: fetched when it is. */
export const englishNotices = {
  notice_problems: noticeProblems,
  notices,
} as const
