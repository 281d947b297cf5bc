import { type Failure, fail, ok, type Result } from '../../core/index.ts'
import type { Database, Kysely } from '../../records/index.ts'
import { openSettings } from '../sealed-settings.ts'
import { hashRecoveryCode, looksLikeRecoveryCode } from './recovery-codes.ts'
import { matchTotp } from './totp.ts'

export interface CheckedCode {
  readonly by: 'totp' | 'recovery_code'
}

interface AskedCode {
  readonly userId: string
  readonly code: string
  readonly nowMs: number
  /** Derived for second factors. */
  readonly key: Buffer
}

export const wrongCode = fail(
  'invalid_code',
  'The code is wrong or was used before: take the one that is shown now.',
)

/** Takes a code of the authenticator, or one for emergencies; either is good once. The row is locked: of two at once one is right. */
export async function checkCode(
  db: Kysely<Database>,
  { userId, code, nowMs, key }: AskedCode,
): Promise<Result<CheckedCode, Failure<'invalid_code' | 'secrets_unreadable'>>> {
  const factor = await db
    .selectFrom('identity.second_factors')
    .select(['secret', 'last_step'])
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  if (!factor) return wrongCode
  if (looksLikeRecoveryCode(code)) return await spendRecoveryCode(db, userId, code)
  const opened = openSettings(key, userId, factor.secret)
  if (!opened.ok) return opened
  const step = matchTotp(opened.value['secret'] ?? '', code, nowMs, Number(factor.last_step))
  if (step === null) return wrongCode
  await db
    .updateTable('identity.second_factors')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .execute()
  return ok({ by: 'totp' })
}

async function spendRecoveryCode(
  db: Kysely<Database>,
  userId: string,
  code: string,
): Promise<Result<CheckedCode, Failure<'invalid_code'>>> {
  const spent = await db
    .deleteFrom('identity.recovery_codes')
    .where('user_id', '=', userId)
    .where('code_hash', '=', hashRecoveryCode(code))
    .returning('user_id')
    .executeTakeFirst()
  return spent ? ok({ by: 'recovery_code' }) : wrongCode
}
