import type { Role } from '../contract/index.ts'
import type { Database, Kysely } from '../records/index.ts'

interface LetterTo {
  readonly address: string
  readonly language: 'en' | 'ru'
  /** Nobody wants it later: it is not sent any more. Epoch milliseconds. */
  readonly expiresAtMs: number
}

/** An e-mail to one person about how that person gets in; only that person may read its link. */
export type Letter = LetterTo &
  (
    | {
        readonly kind: 'invitation'
        readonly company: string
        readonly inviter: string | null
        readonly role: Role
        readonly link: string
      }
    | { readonly kind: 'password_reset'; readonly link: string }
    /** That something about signing in changed, in case it was somebody else. */
    | { readonly kind: 'password_changed' | 'second_factor_on' | 'second_factor_off' }
  )

/** How letters go out: the port to whoever sends e-mail. */
export interface Letters {
  /** False: there is no mail server, and links are told to whoever asked for them, where that is safe. */
  readonly sendsMail: boolean
  /** In the transaction of what it tells of; sent after the commit. Nothing without a mail server. */
  write(db: Kysely<Database>, letter: Letter, nowMs: number): Promise<void>
}

export const noLetters: Letters = { sendsMail: false, write: () => Promise.resolve() }
