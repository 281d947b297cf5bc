import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../core/index.ts'
import { isDataDirectoryLocked, lockDataDirectory, lockPathOf } from './data-directory-lock.ts'
import { processStartMark } from './process-identity.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallybook-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function leaveLock(change: Record<string, unknown>): Promise<void> {
  const lock = await lockDataDirectory(folder, systemClock)
  const holder = JSON.parse(await readFile(lockPathOf(folder), 'utf8'))
  await lock.release()
  await writeFile(lockPathOf(folder), JSON.stringify({ ...holder, id: 'left-behind', ...change }))
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  const { pid } = child
  await once(child, 'exit')
  if (pid === undefined) throw new Error('no process was started')
  return pid
}

describe('the lock of the data directory', () => {
  test('a second opener is refused with a sentence that names the holder', async () => {
    const lock = await lockDataDirectory(folder, systemClock)
    await expect(lockDataDirectory(folder, systemClock)).rejects.toThrow(`in use by process ${process.pid}`)
    await lock.release()
  })

  test('after its release the directory is free', async () => {
    await (await lockDataDirectory(folder, systemClock)).release()
    expect(await isDataDirectoryLocked(folder, systemClock)).toBe(false)
    await (await lockDataDirectory(folder, systemClock)).release()
  })

  test('the lock of a dead process is taken over', async () => {
    await leaveLock({ pid: await deadPid() })
    await (await lockDataDirectory(folder, systemClock)).release()
  })

  test('a number that was given to another process does not count as its holder', async () => {
    await leaveLock({ pid: process.pid, mark: 'another start' })
    await (await lockDataDirectory(folder, systemClock)).release()
  })

  test('a lock that was cut off while it was written is taken over', async () => {
    await writeFile(lockPathOf(folder), '{"pid":')
    await (await lockDataDirectory(folder, systemClock)).release()
  })

  test('a lock of another machine holds while it is refreshed, and no longer', async () => {
    await leaveLock({ host: 'elsewhere' })
    await expect(lockDataDirectory(folder, systemClock)).rejects.toThrow('on elsewhere')
    const longAgo = new Date(systemClock() - 120_000)
    await utimes(lockPathOf(folder), longAgo, longAgo)
    await (await lockDataDirectory(folder, systemClock)).release()
  })

  test('of many openers at once over a dead lock exactly one succeeds', async () => {
    await leaveLock({ pid: await deadPid() })
    const openers = await Promise.allSettled(
      Array.from({ length: 8 }, () => lockDataDirectory(folder, systemClock)),
    )
    expect(openers.filter((opener) => opener.status === 'fulfilled')).toHaveLength(1)
  })

  test('a process that is gone has no start mark, a living one keeps its own', async () => {
    expect(processStartMark(await deadPid())).toBeNull()
    expect(processStartMark(process.pid)).toBe(processStartMark(process.pid))
  })
})
