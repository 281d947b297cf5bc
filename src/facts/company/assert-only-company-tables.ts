import { storeNames } from '../schema/tables.ts'
import type { CompanyTables } from './company-tables.ts'

const ourTables = new RegExp(`^(?:${storeNames.join('|')})(?:_local)?$`, 'i')
/** Ways of reading that name no table of ours but could reach one: databases, table functions, look-ups. */
const otherSources =
  /^(system|information_schema|merge|remote|remoteSecure|cluster|clusterAllReplicas|url|file|s3|dictionary|executable|input|loop|view|viewIfPermitted|mergeTreeIndex|mergeTreeProjection|joinGet|joinGetOrNull|dictGet\w*|dictHas|dictIsIn)$/i

/** Text literals and comments; then words, bare or quoted. */
const literals = /'(?:[^'\\]|\\.|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g
const words = /(?:`([^`]*)`|"([^"]*)"|([A-Za-z_][A-Za-z0-9_]*))(\s*[.(])?/g
/** What may follow a word that takes a source: a subquery; behind IN also bound values and lists. ARRAY JOIN behind one takes columns. */
const sourceWords = /\b(?:(?:FROM|(?<!\)\s*ARRAY\s+)JOIN)\b\s*(?![\s(])|IN\b\s*(?![\s({[]))([^\s,()]*)/gi

/**
 * Refuses a question that names a table by itself and so could read another company's rows. Sources can stand only
 * where a subquery of the door does; the names are looked for besides, wherever they stand.
 * @throws TypeError: such a text is a bug of the room that wrote it
 */
export function assertOnlyCompanyTables(sql: string, tables: CompanyTables): void {
  const rest = Object.values(tables)
    .reduce<string>((text, table) => text.replaceAll(table, '()'), sql)
    .replace(literals, "''")
  for (const [, source = ''] of rest.matchAll(sourceWords)) refuse(source)
  for (const [, backquoted, quoted, bare, follow] of rest.matchAll(words)) {
    const word = backquoted ?? quoted ?? bare ?? ''
    const isSource = follow !== undefined && otherSources.test(word)
    if (ourTables.test(word) || isSource) refuse(word)
  }
}

function refuse(word: string): never {
  throw new TypeError(
    `A question of a company names "${word}" by itself: take tables from the door's argument.`,
  )
}
