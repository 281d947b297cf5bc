import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { resolve } from 'node:path'
import { StartFailure } from './start-failure.ts'

/** Room for an empty PostgreSQL, its write-ahead log and ClickHouse's first parts. */
export const minFreeBytes = 512 * 1024 * 1024

/** Makes the data directory if need be and checks that it can be written to and has room. Returns its absolute path. */
export async function prepareDataDirectory(path: string): Promise<string> {
  const folder = resolve(path)
  try {
    await mkdir(folder, { recursive: true, mode: 0o750 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartFailure(folderSentence(error, folder))
  }
  const disk = await statfs(folder)
  const freeBytes = disk.bavail * disk.bsize
  if (freeBytes < minFreeBytes) {
    const free = Math.floor(freeBytes / 1024 ** 2)
    throw new StartFailure(
      `The disk that holds ${folder} has only ${free} MB left and ${minFreeBytes / 1024 ** 2} MB are needed: free some space or set DATA_DIR to another disk.`,
    )
  }
  return folder
}

function folderSentence(error: unknown, folder: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  switch (code) {
    case 'ENOTDIR':
    case 'EEXIST':
      return `${folder} is a file or lies below one: set DATA_DIR to a folder.`
    case 'ENOSPC':
      return `The disk that holds ${folder} is full: free some space or set DATA_DIR to another disk.`
    default:
      return `The data directory ${folder} is not writable for this user: change its owner or set DATA_DIR to another folder.`
  }
}
