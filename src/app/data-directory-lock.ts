import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../core/index.ts'
import { processStartMark } from './process-identity.ts'
import { StartFailure } from './start-failure.ts'

const heartbeatMs = 10_000
/** A lock of another machine (or container) that has not been refreshed for so long belongs to a dead process. */
const abandonedAfterMs = 60_000
const maxTakeovers = 3

const holderSchema = z.object({ pid: z.int(), mark: z.string(), host: z.string(), id: z.string() })
type Holder = z.infer<typeof holderSchema>

export interface DataDirectoryLock {
  release(): Promise<void>
}

export function lockPathOf(dataDir: string): string {
  return join(dataDir, 'tallybook.lock')
}

/**
 * Makes this process the only one that uses the data directory. A lock that a dead process left behind is taken
 * over; a process is dead when its number is free or was given to a process that started at another moment.
 */
export async function lockDataDirectory(dataDir: string, clock: Clock): Promise<DataDirectoryLock> {
  const path = lockPathOf(dataDir)
  const own: Holder = {
    pid: process.pid,
    mark: processStartMark(process.pid) ?? 'unknown',
    host: hostname(),
    id: randomUUID(),
  }
  const draft = `${path}.${own.id}`
  await writeFile(draft, JSON.stringify(own), { mode: 0o640 })
  try {
    await claim(path, draft, dataDir, clock)
  } finally {
    await rm(draft, { force: true })
  }
  const heartbeat = setInterval(() => {
    const now = new Date(clock())
    utimes(path, now, now).catch(() => {})
  }, heartbeatMs)
  heartbeat.unref()
  return {
    release: async () => {
      clearInterval(heartbeat)
      const holder = await readHolder(path)
      if (holder?.id === own.id) await rm(path, { force: true })
    },
  }
}

/** Whether a living process holds the data directory. */
export async function isDataDirectoryLocked(dataDir: string, clock: Clock): Promise<boolean> {
  const path = lockPathOf(dataDir)
  const holder = await readHolder(path)
  return holder !== null && (await isLiving(holder, path, clock))
}

async function claim(path: string, draft: string, dataDir: string, clock: Clock): Promise<void> {
  for (let attempt = 0; attempt < maxTakeovers; attempt += 1) {
    // A link is made whole or not at all, and only where nothing is: two starters can never both succeed.
    if (await linkUnlessThere(draft, path)) return
    const holder = await readHolder(path)
    if (holder && (await isLiving(holder, path, clock))) throw inUse(dataDir, holder)
    await setAside(path, `${draft}.old`, holder)
  }
  throw new StartFailure(
    `The data directory ${dataDir} is being opened by several processes at once: try again in a moment.`,
  )
}

/** Renames the dead lock away; puts it back when another starter replaced it by its own in between. */
async function setAside(path: string, aside: string, dead: Holder | null): Promise<void> {
  try {
    await rename(path, aside)
  } catch {
    return
  }
  const moved = await readHolder(aside)
  if (moved?.id !== dead?.id) await linkUnlessThere(aside, path)
  await rm(aside, { force: true })
}

async function linkUnlessThere(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return null
  }
}

async function isLiving(holder: Holder, path: string, clock: Clock): Promise<boolean> {
  if (holder.host === hostname()) return processStartMark(holder.pid) === holder.mark
  try {
    return clock() - (await stat(path)).mtimeMs < abandonedAfterMs
  } catch {
    return false
  }
}

function inUse(dataDir: string, holder: Holder): StartFailure {
  const where =
    holder.host === hostname() ? `process ${holder.pid}` : `process ${holder.pid} on ${holder.host}`
  return new StartFailure(
    `The data directory ${dataDir} is in use by ${where}: stop that one first or set DATA_DIR to another folder.`,
  )
}
