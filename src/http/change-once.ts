import type { FastifyRequest } from 'fastify'
import type { Failure, Result } from '../core/index.ts'
import type { PriceChanges, Rating } from '../rating/index.ts'
import { hashInput, IdempotencyConflict, idempotencyConflict, parseIdempotencyKey } from '../records/index.ts'
import { principalOf } from './authentication.ts'
import { idempotencyKeyOf } from './idempotency-key.ts'

type KeyFailure = Failure<'idempotency_key_required' | 'idempotency_conflict'>

/** Makes a change of prices once per `Idempotency-Key`: the same key and request give the answer of the first time. */
export async function changeOnce<T, F extends Failure>(
  rating: Rating,
  request: FastifyRequest,
  change: (changes: PriceChanges) => Promise<Result<T, F>>,
): Promise<Result<T, F | KeyFailure>> {
  const key = parseIdempotencyKey(idempotencyKeyOf(request))
  if (!key.ok) return key
  const { method, url, body } = request
  const asked = {
    companyId: principalOf(request).companyId,
    key: key.value,
    inputHash: hashInput({ method, url, body: JSON.stringify(body) }),
  }
  try {
    return await change(rating.once(asked))
  } catch (error) {
    if (error instanceof IdempotencyConflict) return idempotencyConflict()
    throw error
  }
}
