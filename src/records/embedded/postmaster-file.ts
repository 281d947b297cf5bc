import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a server wrote about itself into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

function pathIn(databaseDir: string): string {
  return join(databaseDir, 'postmaster.pid')
}

/**
 * The server that runs on a directory, or null. A file left by a dead server counts as none, and is removed
 * when its number meanwhile belongs to another program (usual in restarted containers): PostgreSQL would
 * take that program for a server and refuse to start.
 */
export async function findPostmaster(databaseDir: string): Promise<Postmaster | null> {
  const text = await readFile(pathIn(databaseDir), 'utf8').catch(() => '')
  const [pid, , , port] = text.split('\n').map(Number)
  if (!pid || !isAlive(pid)) return null
  if (!(await runsOn(pid, databaseDir))) {
    await rm(pathIn(databaseDir), { force: true })
    return null
  }
  return { pid, port: port ?? 0 }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function runsOn(pid: number, databaseDir: string): Promise<boolean> {
  const command = await commandOf(pid)
  return command === null || command.includes(`-D ${databaseDir} `)
}

/** Command line of a process; null where the system does not tell (then the file is believed). */
async function commandOf(pid: number): Promise<string | null> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
  } catch {
    return run('ps', ['-o', 'command=', '-p', String(pid)]).then(
      (answer) => answer.stdout,
      () => null,
    )
  }
}
