import { createHash, randomBytes } from 'node:crypto'

/** Given at a time; each is good for one sign-in. */
export const recoveryCodeCount = 10
const groups = 6
const lettersPerGroup = 4
/** Without the letters and digits that are easily taken for one another: 32 of them, five bits each, 120 in all. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export function makeRecoveryCodes(): readonly string[] {
  return Array.from({ length: recoveryCodeCount }, () =>
    Array.from({ length: groups }, () =>
      [...randomBytes(lettersPerGroup)].map((byte) => alphabet[byte % alphabet.length] ?? '').join(''),
    ).join('-'),
  )
}

/** What the records keep. A fast hash is enough for 120 random bits (OWASP ASVS 5.0, 6.5.2). */
export function hashRecoveryCode(code: string): Buffer {
  return createHash('sha256').update(code.toUpperCase().replaceAll(/[\s-]/g, '')).digest()
}

/** Nobody mistakes it for the six digits of an authenticator. */
export function looksLikeRecoveryCode(code: string): boolean {
  return code.replaceAll(/[\s-]/g, '').length === groups * lettersPerGroup
}
