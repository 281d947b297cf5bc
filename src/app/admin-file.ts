import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** How the command line reaches the server that holds the data directory. */
const adminAccessSchema = z.object({ url: z.url(), token: z.string().min(32) })
export type AdminAccess = z.infer<typeof adminAccessSchema>

export function makeAdminToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Leaves address and token in the data directory, readable by its owner only. */
export async function writeAdminFile(dataDir: string, access: AdminAccess): Promise<void> {
  const path = pathIn(dataDir)
  await rm(path, { force: true })
  await writeFile(path, JSON.stringify(access), { mode: 0o600, flag: 'wx' })
}

export async function readAdminFile(dataDir: string): Promise<AdminAccess | null> {
  try {
    return adminAccessSchema.parse(JSON.parse(await readFile(pathIn(dataDir), 'utf8')))
  } catch {
    return null
  }
}

export async function removeAdminFile(dataDir: string): Promise<void> {
  await rm(pathIn(dataDir), { force: true })
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'admin.json')
}
