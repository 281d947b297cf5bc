import type { Area } from '../catalogue-types.ts'

/** Names of sheets in Excel files: at most 31 characters, none of `\ / ? * [ ] :`. */
export const tableFile = {
  about: 'About',
  data: 'Data',
  rows: 'Rows',
} as const satisfies Area
