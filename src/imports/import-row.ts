import {
  type Import,
  type ImportKind,
  type ImportMapping,
  type ImportResult,
  importErrors,
  importFormats,
  importKinds,
  importMappingSchema,
  importResultSchema,
  importStates,
} from '../contract/index.ts'
import { formatInstant } from '../core/index.ts'
import type { Database, Selectable } from '../records/index.ts'

export type ImportsRow = Selectable<Database['imports']>

/** An import as the API shows it; instants in the company's zone. */
export function toApiImport(row: ImportsRow, zone: string, sameAs: Import['same_as'] = null): Import {
  const instant = (at: Date | null) => (at === null ? null : formatInstant(at.getTime(), zone))
  const [checked, imported] = [resultOf(row.checked), resultOf(row.imported)]
  const last = imported ?? checked
  return {
    id: row.id,
    kind: kindOf(row.kind),
    name: row.name,
    format: wordOf(importFormats, row.format),
    bytes: Number(row.bytes),
    sha256: row.sha256 ?? '',
    state: wordOf(importStates, row.state),
    percent: row.percent,
    mapping: mappingOf(row),
    checked,
    imported,
    error:
      row.error_code === null
        ? null
        : {
            code: wordOf(importErrors, row.error_code),
            row: row.error_row === null ? null : Number(row.error_row),
          },
    refused_file: (last?.refused ?? 0) > 0 && row.worker === null,
    created_at: formatInstant(row.created_at.getTime(), zone),
    created_by: row.created_by_name,
    started_at: instant(row.started_at),
    ended_at: instant(row.ended_at),
    same_as: sameAs,
  }
}

export function kindOf(text: string): ImportKind {
  return wordOf(importKinds, text)
}

export function mappingOf({ mapping }: Pick<ImportsRow, 'mapping'>): ImportMapping {
  return importMappingSchema.parse(mapping)
}

export function resultOf(json: ImportsRow['checked']): ImportResult | null {
  return json === null ? null : importResultSchema.parse(json)
}

/** Only this program writes these words: another one is a bug. */
function wordOf<T extends string>(words: readonly T[], text: string): T {
  const word = words.find((known) => known === text)
  if (word === undefined) throw new Error(`an import with the unknown word ${text}`)
  return word
}
