import { hkdfSync, randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a key of its own is derived for. Changing a name makes everything under it unreadable. */
export type KeyPurpose = 'connection secrets' | 'sessions' | 'set-up code'

/**
 * The installation's key: 256 random bits in `<dataDir>/secret.key`, made at the first start, readable by its owner
 * only. Without it the settings of connections cannot be read again: it belongs into every backup.
 */
export async function loadSecretKey(dataDir: string): Promise<string> {
  const path = join(dataDir, 'secret.key')
  const kept = await readFile(path, 'utf8').catch(rethrowUnlessMissing)
  if (kept !== null) return kept.trim()
  const draft = `${path}.${process.pid}`
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  // A link fails where the file exists: of two first starts at once, both get the key of the quicker one.
  await link(draft, path).catch(() => undefined)
  await rm(draft, { force: true })
  return (await readFile(path, 'utf8')).trim()
}

/** A key of 32 bytes for one purpose (HKDF-SHA-256), so that no two uses share one. */
export function deriveKey(secretKey: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', `tallybook ${purpose}`, 32))
}

function rethrowUnlessMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
