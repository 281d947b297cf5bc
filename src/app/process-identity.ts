import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When the process with this number was started, in the words of the operating system; null when there is none.
 * Together with the number it names one process, also after the number was given to another one.
 */
export function processStartMark(pid: number): string | null {
  if (!isAlive(pid)) return null
  try {
    if (process.platform === 'linux') return linuxMark(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: 5_000,
    }).trim()
  } catch {
    return isAlive(pid) ? 'unknown' : null
  }
}

/** Field 22 of /proc/PID/stat: clock ticks from the boot to the start. The name in field 2 may hold spaces. */
function linuxMark(stat: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const state = fields[0]
  return state === 'Z' || state === 'X' ? null : (fields[19] ?? 'unknown')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
