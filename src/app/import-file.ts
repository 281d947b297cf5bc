import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Principal } from '../companies/index.ts'
import {
  type Import,
  type ImportMapping,
  type ImportState,
  maxImportNameLength,
  type SaidMapping,
} from '../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../core/index.ts'
import type { ImportFileAsked, ImportFileReport } from '../http/index.ts'
import { completeMapping } from '../imports/index.ts'
import type { Rooms } from './open-rooms.ts'

/** Of a file that lies on this machine. */
const maxBytes = 16 * 1024 ** 3
const lookEveryMs = 500
const tellEveryMs = 2_000
/** Imports among which one of the same file is looked for that was cut off. */
const recentImports = 200

type ImportRooms = Pick<Rooms, 'companies' | 'imports'>

/**
 * Imports a file of this machine from its upload to its end, or tries all of its rows. An import of the same file that was cut
 * off is gone on with where it stood.
 */
export async function importFile(
  { companies, imports }: ImportRooms,
  asked: ImportFileAsked,
): Promise<Result<ImportFileReport, Failure>> {
  const caller = await callerOf(companies, asked.companyId)
  if (!caller.ok) return caller
  const size = await sizeOf(asked.path)
  if (!size.ok) return size
  const cutOff = asked.isDryRun ? null : await findCutOff(imports, caller.value, asked.path)
  if (cutOff !== null) {
    asked.onProgress('An import of this file was cut off: it goes on where it stood.')
    return ok(await followed(imports, caller.value, cutOff, asked))
  }
  const name = basename(asked.path).slice(0, maxImportNameLength)
  const chunks = createReadStream(asked.path)
  const kept = await imports.upload(caller.value, { name, kind: asked.kind, chunks, maxBytes })
  if (!kept.ok) return kept
  const mapping = await mappingFor(imports, caller.value, kept.value, asked.mapping)
  const begun = mapping.ok
    ? await imports.run(caller.value, kept.value.id, asked.isDryRun ? 'check' : 'import', mapping.value)
    : mapping
  if (!begun.ok) {
    await imports.remove(caller.value, kept.value.id)
    return begun
  }
  const report = await followed(imports, caller.value, kept.value.id, asked)
  if (asked.isDryRun) await imports.remove(caller.value, kept.value.id)
  return ok(report)
}

async function callerOf(
  companies: Rooms['companies'],
  companyId: string | undefined,
): Promise<Result<Principal, Failure<'not_found'>>> {
  const all = await companies.allCompanies()
  const company = companyId === undefined ? all[0] : all.find(({ id }) => id === companyId)
  if (!company) return fail('not_found', 'There is no such company: set one up first, or give its id.')
  const keyName = 'npx tallybook import'
  return ok({ kind: 'key', companyId: company.id, company, scopes: ['events:write'], keyName })
}

async function sizeOf(path: string): Promise<Result<number, Failure<'invalid_file'>>> {
  try {
    const { size } = await stat(path)
    const file = await open(path, 'r')
    await file.close()
    return ok(size)
  } catch {
    return fail(
      'invalid_file',
      `The file ${path} cannot be read: is the path right, and may this user read it?`,
    )
  }
}

async function findCutOff(
  imports: Rooms['imports'],
  caller: Principal,
  path: string,
): Promise<string | null> {
  const listed = await imports.list(caller, { limit: recentImports })
  const underWay = listed.ok ? listed.value.imports.filter(({ state }) => state === 'importing') : []
  if (underWay.length === 0) return null
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  const sha256 = hash.digest('hex')
  return underWay.find((one) => one.sha256 === sha256)?.id ?? null
}

/** What is said goes before what is guessed; how the file is written is said first, as titles depend on it. */
async function mappingFor(
  imports: Rooms['imports'],
  caller: Principal,
  { id, mapping: guess }: Import,
  said: SaidMapping,
): Promise<Result<ImportMapping, Failure>> {
  const { encoding = guess.encoding, delimiter = guess.delimiter, title_row = guess.title_row } = said
  const isOther =
    encoding !== guess.encoding || delimiter !== guess.delimiter || title_row !== guess.title_row
  const looked = await imports.preview(caller, id, { ...guess, encoding, delimiter, title_row })
  if (!looked.ok) return looked
  const { titles, guessed } = looked.value
  return completeMapping(isOther ? { ...guess, columns: guessed } : guess, titles, said)
}

const underWay: ReadonlySet<string> = new Set(['checking', 'importing'] satisfies ImportState[])

/** Waits for the end, and tells how far it is. */
async function followed(
  imports: Rooms['imports'],
  caller: Principal,
  id: string,
  { isDryRun, refusedPath, onProgress }: ImportFileAsked,
): Promise<ImportFileReport> {
  let toldMs = Number.NEGATIVE_INFINITY
  let told = ''
  for (;;) {
    const read = await imports.read(caller, id)
    // Somebody removed it meanwhile.
    if (!read.ok) throw new Error(read.failure.detail)
    const { state, error, mapping, checked, imported, percent } = read.value
    const result = isDryRun ? checked : imported
    if (!underWay.has(state)) {
      if (refusedPath !== undefined && (result?.refused ?? 0) > 0)
        await writeRefused(imports, caller, id, refusedPath)
      return { state, error, mapping, result }
    }
    const sentence = `${percent} %: ${result?.rows ?? 0} rows, ${result?.refused ?? 0} refused`
    if (sentence !== told && performance.now() - toldMs > tellEveryMs) {
      onProgress(sentence)
      told = sentence
      toldMs = performance.now()
    }
    await delay(lookEveryMs)
  }
}

async function writeRefused(
  imports: Rooms['imports'],
  caller: Principal,
  id: string,
  path: string,
): Promise<void> {
  const refused = await imports.refused(caller, id, 'en')
  if (!refused.ok) return
  const file = await open(path, 'w', 0o600)
  try {
    for await (const text of refused.value.text) await file.write(text)
  } finally {
    await file.close()
  }
}
