import { hkdfSync, randomBytes } from 'node:crypto'
import { link, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Failure, fail, ok, type Result } from '../core/index.ts'

/** What a key of its own is derived for. Changing a name makes everything under it unreadable. */
export type KeyPurpose =
  | 'connection secrets'
  | 'devices'
  | 'gateway secrets'
  | 'letters'
  | 'second factors'
  | 'sessions'
  | 'set-up code'
  | 'tests of addresses'
  | 'webhook secrets'

/** As `SECRET_KEY` asks for. */
const minKeyLength = 32

/**
 * The installation's key: 256 random bits in `<dataDir>/secret.key`, made at the first start, readable by its owner
 * only. Without it the settings of connections cannot be read again: it belongs into every backup. Fails with
 * `secret_key_damaged` where the file holds no key: everything sealed with it would be open to anybody.
 */
export async function loadSecretKey(dataDir: string): Promise<Result<string, Failure<'secret_key_damaged'>>> {
  const path = join(dataDir, 'secret.key')
  const kept = await readFile(path, 'utf8').catch(rethrowUnlessMissing)
  if (kept !== null) return checkKey(kept, path)
  const draft = `${path}.${process.pid}`
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
  // A link fails where the file exists: of two first starts at once, both get the key of the quicker one.
  await link(draft, path).catch(() => undefined)
  await rm(draft, { force: true })
  await syncFolder(dataDir)
  return checkKey(await readFile(path, 'utf8'), path)
}

function checkKey(text: string, path: string): Result<string, Failure<'secret_key_damaged'>> {
  const key = text.trim()
  if (key.length >= minKeyLength) return ok(key)
  return fail(
    'secret_key_damaged',
    `The file ${path} holds no key of at least ${minKeyLength} characters: restore it from a backup.`,
  )
}

/** The name of a file is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** A key of 32 bytes for one purpose (HKDF-SHA-256), so that no two uses share one. */
export function deriveKey(secretKey: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', `tallybook ${purpose}`, 32))
}

function rethrowUnlessMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
