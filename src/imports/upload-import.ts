import { createHash } from 'node:crypto'
import { addAuditEntry, callerName, type Principal } from '../companies/index.ts'
import {
  type Import,
  type ImportFormat,
  type ImportUploadQuery,
  maxImportBytes,
  maxImportExcelBytes,
} from '../contract/index.ts'
import { type Failure, fail, ok, type Result, uuidV7 } from '../core/index.ts'
import { guessMapping } from '../ingest/index.ts'
import { sql } from '../records/index.ts'
import { type FilePlace, writePart } from './file/file-parts.ts'
import { readExcel } from './file/read-excel.ts'
import { readHead } from './file/read-head.ts'
import { toApiImport } from './import-row.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { headBytes, maxWaitingImports, partBytes } from './limits.ts'

export type UploadFailure = Failure<'invalid_file' | 'file_too_large' | 'too_many_imports' | 'overloaded'>

interface Upload extends ImportUploadQuery {
  readonly chunks: AsyncIterable<Uint8Array>
  /** Longest file; that of an upload by default. */
  readonly maxBytes?: number
}

/**
 * Keeps a file and guesses what its columns are; nothing of it is taken in yet. The file goes into the records piece by piece,
 * so that it is in memory a megabyte at a time, and every server can go on with it. What was cut off is removed by itself.
 */
export async function uploadImport(
  deps: ImportsDeps,
  caller: Principal,
  upload: Upload,
): Promise<Result<Import, UploadFailure>> {
  const { records } = deps
  const nowMs = deps.clock()
  const place: FilePlace = { companyId: caller.companyId, importId: uuidV7(nowMs) }
  const format = upload.format ?? formatOf(upload.name)
  const createdBy = await callerName(records.system, caller)
  const begun = await records.withCompany(caller.companyId, async (db) => {
    const { waiting } = await db
      .selectFrom('imports')
      .select((eb) => eb.fn.countAll<string>().as('waiting'))
      .where('state', 'not in', ['imported', 'cancelled'])
      .executeTakeFirstOrThrow()
    if (Number(waiting) >= maxWaitingImports)
      return fail(
        'too_many_imports',
        `${maxWaitingImports} files wait to be imported: import or remove some of them.`,
      )
    await db
      .insertInto('imports')
      .values({
        id: place.importId,
        company_id: caller.companyId,
        kind: upload.kind,
        name: upload.name,
        format,
        created_at: new Date(nowMs),
        created_by_name: createdBy,
      })
      .execute()
    return ok(undefined)
  })
  if (!begun.ok) return begun
  try {
    const kept = await keepFile(deps, place, { ...upload, format })
    if (kept.ok) return ok(await finishUpload({ ...deps, nowMs }, caller, place, upload, kept.value))
    await drop(deps, place)
    return kept
  } catch (error) {
    await drop(deps, place).catch(deps.onError)
    throw error
  }
}

function formatOf(name: string): ImportFormat {
  return /\.xlsx$/i.test(name) ? 'xlsx' : 'csv'
}

async function drop({ records }: ImportsDeps, { companyId, importId }: FilePlace): Promise<void> {
  await records.withCompany(companyId, (db) => db.deleteFrom('imports').where('id', '=', importId).execute())
}

interface KeptFile {
  readonly bytes: number
  readonly textBytes: number
  readonly sha256: string
  readonly head: Uint8Array
}

type KeepFailure = Failure<'invalid_file' | 'file_too_large' | 'overloaded'>

async function keepFile(
  deps: ImportsDeps,
  place: FilePlace,
  { format, chunks, maxBytes = maxImportBytes }: Upload & { readonly format: ImportFormat },
): Promise<Result<KeptFile, KeepFailure>> {
  const hash = createHash('sha256')
  const limit = format === 'xlsx' ? maxImportExcelBytes : maxBytes
  let bytes = 0
  let isTooLarge = false
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > limit) {
        isTooLarge = true
        return
      }
      hash.update(chunk)
      yield chunk
    }
  }
  const text = format === 'xlsx' ? await excelText(counted()) : ok(counted())
  if (isTooLarge) return tooLarge(limit)
  if (!text.ok) return text
  const kept = await keepParts(deps, place, text.value)
  if (isTooLarge) return tooLarge(limit)
  if (kept.textBytes === 0) return fail('invalid_file', 'The file is empty.')
  if (kept.head.includes(0) && kept.head[0] !== 0xff)
    return fail('invalid_file', 'The file is no text: send CSV, or an Excel workbook (.xlsx).')
  return ok({ ...kept, bytes, sha256: hash.digest('hex') })
}

function tooLarge(limit: number) {
  return fail('file_too_large', `Send at most ${limit} bytes; split the file, or save Excel files as CSV.`)
}

async function excelText(chunks: AsyncIterable<Uint8Array>) {
  const pieces: Uint8Array[] = []
  for await (const chunk of chunks) pieces.push(chunk)
  const csv = await readExcel(Buffer.concat(pieces))
  if (!csv.ok) return csv
  const bytes = csv.value
  return ok(
    (async function* () {
      for (let at = 0; at < bytes.length; at += partBytes) yield bytes.subarray(at, at + partBytes)
    })(),
  )
}

/** Writes a piece whenever one is full. */
async function keepParts(
  { records }: ImportsDeps,
  place: FilePlace,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Pick<KeptFile, 'textBytes' | 'head'>> {
  let waiting: Uint8Array[] = []
  let length = 0
  let textBytes = 0
  let number = 0
  let head: Uint8Array = new Uint8Array(0)
  const write = async (): Promise<void> => {
    const part = Buffer.concat(waiting, length)
    if (number === 0) head = Uint8Array.from(part.subarray(0, headBytes + 1))
    for (let at = 0; at < part.length; at += partBytes) {
      await writePart(records, place, number, part.subarray(at, at + partBytes))
      number += 1
    }
    textBytes += length
    waiting = []
    length = 0
  }
  for await (const chunk of chunks) {
    waiting.push(chunk)
    length += chunk.length
    if (length >= partBytes) await write()
  }
  if (length > 0) await write()
  return { textBytes, head }
}

async function finishUpload(
  { records, kinds, nowMs }: ImportsDeps & { readonly nowMs: number },
  caller: Principal,
  { importId }: FilePlace,
  { kind, name }: Upload,
  { bytes, textBytes, sha256, head }: KeptFile,
): Promise<Import> {
  const { companyId, company } = caller
  const read = readHead(head)
  const mapping = guessMapping(kinds[kind], read, company.time_zone)
  return await records.withCompany(companyId, async (db) => {
    const row = await db
      .updateTable('imports')
      .set({
        state: 'uploaded',
        bytes,
        text_bytes: textBytes,
        sha256,
        mapping: JSON.stringify(mapping),
        touched_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', importId)
      .returningAll()
      .executeTakeFirstOrThrow()
    const subject = { id: importId, name }
    const after = { kind, bytes, sha256 }
    await addAuditEntry(db, caller, { act: 'import.uploaded', companyId, subject, after, nowMs })
    return toApiImport(row, company.time_zone)
  })
}
