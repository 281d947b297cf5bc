import type { Principal } from '../companies/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import { writeCsv } from '../documents/index.ts'
import { createTranslate, type Language, type Translate } from '../messages/index.ts'
import { unpackText } from './file/file-parts.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { findImport } from './list-imports.ts'
import type { RefusedLine } from './queue/run-over-file.ts'

export interface RefusedFile {
  readonly name: string
  /** CSV: the row's number, why it was refused, and its cells as they stood in the file. */
  readonly text: AsyncIterable<string>
}

/** The rows that the last check or import refused, with reasons in words; corrected, it can be imported itself. */
export async function refusedFile(
  { records }: Pick<ImportsDeps, 'records'>,
  { companyId, company }: Principal,
  id: string,
  language: Language,
): Promise<Result<RefusedFile, Failure<'not_found' | 'nothing_refused'>>> {
  const found = await records.withCompany(companyId, (db) => findImport(db, id))
  if (!found.ok) return found
  const { titles, name } = found.value
  const first = await refusalsAfter({ records }, companyId, id, 0)
  if (!first) return fail('nothing_refused', 'No row was refused, or the rows are not kept any more.')
  const t = createTranslate(language)
  const width = Math.max(
    titles.length,
    ...linesOf(await unpackText(first.body)).map(([, , cells]) => cells.length),
  )
  const columns = [
    { key: 'row', title: t('imports.file_row'), type: 'integer' as const },
    { key: 'reason', title: t('imports.file_reason'), type: 'text' as const },
    ...Array.from({ length: width }, (_, place) => ({
      key: `column_${place + 1}`,
      title: titles[place] ?? t('imports.column_number', { number: place + 1 }),
      type: 'text' as const,
    })),
  ]
  async function* rows(): AsyncGenerator<readonly unknown[]> {
    for (let part = first; part !== undefined; ) {
      for (const [row, fault, cells] of linesOf(await unpackText(part.body)))
        yield [row, reasonOf(t, fault), ...columns.slice(2).map((_, place) => cells[place] ?? '')]
      part = await refusalsAfter({ records }, companyId, id, Number(part.first_row))
    }
  }
  const table = { name, about: [], language, timeZone: company.time_zone, columns, rows: rows() }
  return ok({
    name: `${name.replace(/\.(?:csv|xlsx|txt)$/i, '')} ${t('imports.file_suffix')}`,
    text: writeCsv(table, { byteOrderMark: true }),
  })
}

async function refusalsAfter(
  { records }: Pick<ImportsDeps, 'records'>,
  companyId: string,
  importId: string,
  row: number,
) {
  return await records.withCompany(companyId, (db) =>
    db
      .selectFrom('import_refusals')
      .select(['first_row', 'body'])
      .where('import_id', '=', importId)
      .where('first_row', '>', String(row))
      .orderBy('first_row')
      .limit(1)
      .executeTakeFirst(),
  )
}

function linesOf(text: string): readonly RefusedLine[] {
  return text.split('\n').map((line) => JSON.parse(line) as RefusedLine)
}

/** In words: what is wrong, in which column, with what stands there. */
export function reasonOf(t: Translate, { fault, field, column, title, value }: RefusedLine[1]): string {
  const reason = t(`imports.fault_${fault}`)
  const name = title || (column === null ? null : t('imports.column_number', { number: column }))
  const place = name ?? (field === null ? '' : field)
  const where = place === '' ? '' : `${place}: `
  return `${where}${reason}${value === '' ? '' : ` (${value})`}`
}
