import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishImports } from '../en/english-imports.ts'
import { imports } from './imports.ts'

/** The words of the page of imports, and of files of refused rows, in Russian: fetched when it is. */
export const russianImports: Pick<CatalogueIn<'ru'>, keyof typeof englishImports> = {
  imports,
}
