import { randomBytes } from 'node:crypto'
import {
  access,
  chmod,
  chown,
  constants,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, RecordsFailure } from '../records-failure.ts'

/** The data directory as an absolute path without links, made when missing. */
export async function openDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK | constants.X_OK)
    return await realpath(dataDir)
  } catch (error) {
    throw toWriteFailure(error, dataDir)
  }
}

/**
 * Lets the server's system user pass through the data directory, which may have been made for root alone; it
 * still cannot list it, and the secrets in it are files of mode 0600. Folders above it are not touched.
 */
export async function letThrough(dataDir: string): Promise<void> {
  const { mode } = await stat(dataDir)
  await chmod(dataDir, (mode & 0o7777) | 0o011)
}

export function toWriteFailure(error: unknown, path: string): RecordsFailure {
  if (error instanceof RecordsFailure) return error
  if (errorCode(error) === 'ENOSPC')
    return new RecordsFailure('disk_full', `There is no space left at ${path}: free some disk space.`, error)
  return new RecordsFailure(
    'data_dir_not_writable',
    `The data directory ${path} cannot be written (${errorCode(error) || String(error)}): give this user the right to write there, or set DATA_DIR to another directory.`,
    error,
  )
}

/** Password of the embedded server: 256 random bits in a file that only its owner reads. */
export async function readOrMakePassword(dataDir: string, hasDatabase: boolean): Promise<string> {
  const path = join(dataDir, 'postgres.password')
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (kept !== '') return kept.trim()
  if (hasDatabase)
    throw new RecordsFailure(
      'password_lost',
      `The file ${path} is missing, and the records in ${dataDir} cannot be opened without it: restore it from a backup.`,
    )
  const password = randomBytes(32).toString('base64url')
  // Written aside and renamed, so that a crash leaves no half-written password.
  const draft = `${path}.${process.pid}`
  await writeFile(draft, `${password}\n`, { mode: 0o600 })
  await rename(draft, path)
  return password
}

/** Runs `use` with a file that holds a text and that only the given owner can read; the file is removed after. */
export async function withPrivateFile<T>(
  path: string,
  text: string,
  owner: { readonly uid?: number; readonly gid?: number },
  use: () => Promise<T>,
): Promise<T> {
  await writeFile(path, text, { mode: 0o600 })
  try {
    if (owner.uid !== undefined && owner.gid !== undefined) await chown(path, owner.uid, owner.gid)
    return await use()
  } finally {
    await rm(path, { force: true })
  }
}
