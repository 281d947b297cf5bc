import type { Translation } from '../catalogue-types.ts'
import type { tableFile as english } from '../en/table-file.ts'

/** Names of sheets in Excel files. */
export const tableFile = {
  about: 'О таблице',
  data: 'Данные',
  rows: 'Строки',
} satisfies Translation<'ru', typeof english>
