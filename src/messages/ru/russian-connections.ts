import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishConnections } from '../en/english-connections.ts'
import { connections } from './connections.ts'

/** The words of the page of connections in Russian: fetched when it is. */
export const russianConnections: Pick<CatalogueIn<'ru'>, keyof typeof englishConnections> = {
  connections,
}
