import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FactsError } from '../facts-error.ts'

/**
 * Why the embedded engine could not be opened. The engine itself only says that it failed, so the directory is
 * looked at: the engine's `status` file names the process that holds it.
 */
export async function openingError(error: unknown, dataDir: string): Promise<unknown> {
  const text = error instanceof Error ? error.message : String(error)
  if (text.includes('only one active data directory per process'))
    return new FactsError(
      'data_dir_second_in_process',
      `The embedded engine of this process is open on another directory than ${dataDir}: close that one first.`,
      error,
    )
  if (!(await isWritable(dataDir)))
    return new FactsError(
      'data_dir_not_writable',
      `The data directory ${dataDir} is not writable: give this user the right to write there, or choose another DATA_DIR.`,
      error,
    )
  const holder = await livingHolder(dataDir)
  if (holder !== undefined)
    return new FactsError(
      'data_dir_in_use',
      `The data directory ${dataDir} is in use by process ${holder}: stop that one, or choose another DATA_DIR.`,
      error,
    )
  return error
}

async function isWritable(dataDir: string): Promise<boolean> {
  const probe = join(dataDir, `.probe-${process.pid}`)
  try {
    await mkdir(dataDir, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
    return true
  } catch {
    return false
  }
}

/** The process named in the engine's status file, while it lives. */
async function livingHolder(dataDir: string): Promise<number | undefined> {
  const status = await readFile(join(dataDir, 'status'), 'utf8').catch(() => '')
  const pid = Number(/^PID: (\d+)$/m.exec(status)?.[1])
  return Number.isInteger(pid) && pid !== process.pid && isAlive(pid) ? pid : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
