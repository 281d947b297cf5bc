import type { Failure, Result } from '../core/index.ts'
import {
  answeringOnce,
  hashInput,
  IdempotencyConflict,
  idempotencyConflict,
  parseIdempotencyKey,
  type Records,
} from '../records/index.ts'

export type KeyFailure = Failure<'idempotency_key_required' | 'idempotency_conflict'>

interface AskedChange {
  readonly companyId: string
  /** What is changed: the same body under the same key may be asked of another list. */
  readonly what: 'report' | 'report schedule'
  readonly body: object
  /** None: it is made as often as it is asked for. */
  readonly key: string | undefined
}

/** Makes a change once per key: the same key and body give the answer of the first time. */
export async function changeOnce<T, F extends Failure>(
  records: Pick<Records, 'withCompany'>,
  { companyId, what, body, key }: AskedChange,
  change: (records: Pick<Records, 'withCompany'>) => Promise<Result<T, F>>,
): Promise<Result<T, F | KeyFailure>> {
  if (key === undefined) return await change(records)
  const parsed = parseIdempotencyKey(key)
  if (!parsed.ok) return parsed
  const inputHash = hashInput({ what, body: JSON.stringify(body) })
  try {
    return await change(answeringOnce(records, { companyId, key: parsed.value, inputHash }))
  } catch (error) {
    if (error instanceof IdempotencyConflict) return idempotencyConflict()
    throw error
  }
}
