import type { Principal } from '../companies/index.ts'
import { type ImportMapping, type ImportPreview, importPreviewRows } from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import { createItemBatch, detectColumns, type FileItem, type RowMapper } from '../ingest/index.ts'
import { readParts } from './file/file-parts.ts'
import { readHeadAs } from './file/read-head.ts'
import { kindOf, mappingOf } from './import-row.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { findImport } from './list-imports.ts'
import { faultOf } from './tally.ts'

const maxCellLength = 300

/** The first rows of a file as they stand there and as they would be taken by a mapping; nothing is kept. */
export async function previewImport(
  { records, kinds, clock }: Pick<ImportsDeps, 'records' | 'kinds' | 'clock'>,
  { companyId }: Principal,
  id: string,
  asked?: ImportMapping,
): Promise<Result<ImportPreview, Failure<'not_found' | 'import_ended'>>> {
  const found = await records.withCompany(companyId, (db) => findImport(db, id))
  if (!found.ok) return found
  const mapping = asked ?? mappingOf(found.value)
  const kind = kinds[kindOf(found.value.kind)]
  for await (const part of readParts(records, { companyId, importId: id })) {
    const { rows } = readHeadAs(part, mapping)
    const titles = mapping.title_row === 0 ? [] : (rows[mapping.title_row - 1] ?? [])
    const problem = kind.problemOf(mapping)
    const shown = rows.slice(mapping.title_row, mapping.title_row + importPreviewRows)
    const look = lookAt(problem === null ? kind.createMapper(mapping) : null, companyId, clock())
    return ok({
      mapping,
      titles: titles.map(cut),
      guessed: detectColumns(kind.fields, titles),
      rows: shown.map((cells) => cells.map(cut)),
      taken: shown.map((cells, place) => {
        const { taken, refused } = look(cells)
        const row = mapping.title_row + place + 1
        return { row, taken, refused: refused && faultOf(refused, mapping, titles) }
      }),
      problem,
    })
  }
  return fail('import_ended', 'The file is not kept any more: upload it again.')
}

function cut(cell: string): string {
  return cell.slice(0, maxCellLength).toWellFormed()
}

function lookAt(map: RowMapper | null, companyId: string, nowMs: number) {
  const batch = createItemBatch({ companyId, path: '', receivedAtMs: nowMs })
  return (cells: readonly string[]) => {
    if (map === null || cells.every((cell) => cell === '')) return { taken: [], refused: null }
    const items = map(cells)
    if (!items.ok) return { taken: [], refused: items.failure }
    const added = batch.add(items.value)
    return added.ok
      ? { taken: items.value.map(withoutText), refused: null }
      : { taken: [], refused: added.failure }
  }
}

function withoutText(item: FileItem): Record<string, unknown> {
  const { text: _, ...data } = item.data
  return { ...item, data }
}
