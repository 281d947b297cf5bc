import { readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StartFailure } from './start-failure.ts'

/** A verb that only looks whether the directory is in use has the lock for an instant; its own start waits that long. */
const patienceMs = 500
/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
const busy = 5

export interface DataDirectoryLock {
  release(): Promise<void>
}

/**
 * Makes this process the only one that uses the data directory. The lock is the operating system's, taken through an empty
 * SQLite file: it ends with its process, however that ends, so a crash blocks nobody and there is no dead lock to judge.
 * @throws StartFailure when another process has it.
 */
export async function lockDataDirectory(dataDir: string): Promise<DataDirectoryLock> {
  const lock = tryLock(dataDir)
  if (!lock) throw new StartFailure(inUseSentence(dataDir, await readHolder(dataDir)))
  await writeFile(holderPathOf(dataDir), `process ${process.pid} on ${hostname()}\n`, { mode: 0o640 })
  return {
    release: async () => {
      await rm(holderPathOf(dataDir), { force: true })
      lock.close()
    },
  }
}

/** Whether a living process holds the data directory. */
export function isDataDirectoryLocked(dataDir: string): boolean {
  const lock = tryLock(dataDir)
  lock?.close()
  return lock === null
}

function tryLock(dataDir: string): DatabaseSync | null {
  const database = new DatabaseSync(join(dataDir, 'tallybook.lock'), { timeout: patienceMs })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return null
    throw error
  }
}

function holderPathOf(dataDir: string): string {
  return join(dataDir, 'tallybook.holder')
}

/** Who wrote its name last; only for the sentence, as a name is written just after the lock is taken. */
async function readHolder(dataDir: string): Promise<string> {
  try {
    return (await readFile(holderPathOf(dataDir), 'utf8')).trim()
  } catch {
    return 'another process'
  }
}

function inUseSentence(dataDir: string, holder: string): string {
  return `The data directory ${dataDir} is in use by ${holder}: stop that one first or set DATA_DIR to another folder.`
}
