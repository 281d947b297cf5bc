import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../core/index.ts'
import { assertReportKey, type ReportStorage, type StorageFailure } from './report-storage.ts'

/**
 * Files in a folder that only this program's user may look into. With several servers it must be one that all of them share.
 * Writers publish a file under its name when all of it is on disk, so there is nothing left to keep.
 */
export function openFolderStorage(folder: string): ReportStorage {
  const pathOf = (key: string): string => {
    assertReportKey(key)
    return join(folder, key)
  }
  return {
    async placeFor(key) {
      const path = pathOf(key)
      return await guarded(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        return path
      })
    },
    keep: async () => ok(undefined),
    async read(key, range) {
      const path = pathOf(key)
      return await guarded(async () => {
        const file = await open(path, 'r').catch((error: unknown) => {
          if (codeOf(error) === 'ENOENT') return null
          throw error
        })
        return file?.createReadStream(range === null ? {} : { start: range.from, end: range.to }) ?? null
      })
    },
    async remove(key) {
      const path = pathOf(key)
      return await guarded(async () => {
        await rm(path, { force: true })
        await rm(`${path}.part`, { force: true })
      })
    },
  }
}

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT'])

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

async function guarded<T>(work: () => Promise<T>): Promise<Result<T, StorageFailure>> {
  try {
    return ok(await work())
  } catch (error) {
    const code = codeOf(error)
    if (fullCodes.has(code)) return fail('storage_full', 'The disk for files of reports is full.')
    if (code !== '') return fail('storage_unavailable', `The folder of reports cannot be used (${code}).`)
    throw error
  }
}
