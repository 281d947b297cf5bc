import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Failure, fail, ok, type Result } from '../core/index.ts'

export type ConnectionSettings = Readonly<Record<string, string>>

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/**
 * Seals the settings of a connection, or of what else has secrets (AES-256-GCM): nonce, tag, ciphertext. The id of its row is
 * bound in, so that a sealed value moved to another row does not open.
 */
export function sealSettings(key: Buffer, rowId: string, settings: ConnectionSettings): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(rowId))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(settings), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Failure `secrets_unreadable` when the value was sealed with another key, for another row, or changed. */
export function openSettings(
  key: Buffer,
  rowId: string,
  sealed: Buffer,
): Result<ConnectionSettings, Failure<'secrets_unreadable'>> {
  try {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
      .setAAD(Buffer.from(rowId))
      .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
    const text = Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
    return ok(JSON.parse(text.toString('utf8')))
  } catch {
    return fail(
      'secrets_unreadable',
      'These settings were sealed with another key: restore secret.key, or enter them again.',
    )
  }
}
