import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isDataDirectoryLocked, lockDataDirectory } from './data-directory-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tallybook-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Another process that locks the folder, says so and stays. */
const holderProgram = `
const { lockDataDirectory } = await import(process.argv[1])
await lockDataDirectory(process.argv[2])
console.log('locked')
setInterval(() => {}, 1000)
`

async function startHolder(): Promise<ReturnType<typeof spawn>> {
  const module = new URL('./data-directory-lock.ts', import.meta.url).href
  const child = spawn(process.execPath, ['--input-type=module', '--eval', holderProgram, module, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const first = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  expect(String(first[0])).toContain('locked')
  return child
}

describe('the lock of the data directory', () => {
  test('a second opener is refused with a sentence that names the holder', async () => {
    const lock = await lockDataDirectory(folder)
    await expect(lockDataDirectory(folder)).rejects.toThrow(`in use by process ${process.pid} on`)
    await lock.release()
  })

  test('after its release the directory is free', async () => {
    await (await lockDataDirectory(folder)).release()
    expect(isDataDirectoryLocked(folder)).toBe(false)
    await (await lockDataDirectory(folder)).release()
  })

  test('another process keeps the directory while it lives, and no longer, however it ends', async () => {
    const holder = await startHolder()
    expect(isDataDirectoryLocked(folder)).toBe(true)
    await expect(lockDataDirectory(folder)).rejects.toThrow(`in use by process ${holder.pid} on`)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(isDataDirectoryLocked(folder)).toBe(false)
    await (await lockDataDirectory(folder)).release()
  })

  test('a name that a dead process left behind holds nothing', async () => {
    await writeFile(join(folder, 'tallybook.holder'), `process ${process.pid} on elsewhere`)
    expect(isDataDirectoryLocked(folder)).toBe(false)
    await (await lockDataDirectory(folder)).release()
  })

  test('of many openers at once exactly one succeeds', async () => {
    const openers = await Promise.allSettled(Array.from({ length: 4 }, () => lockDataDirectory(folder)))
    expect(openers.filter((opener) => opener.status === 'fulfilled')).toHaveLength(1)
  })

  test('of many processes at once exactly one succeeds', async () => {
    const holders = await Promise.allSettled(Array.from({ length: 4 }, () => startHolder()))
    expect(holders.filter((holder) => holder.status === 'fulfilled')).toHaveLength(1)
    for (const holder of holders) if (holder.status === 'fulfilled') holder.value.kill('SIGKILL')
  })
})
