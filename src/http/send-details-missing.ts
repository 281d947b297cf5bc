import type { FastifyReply } from 'fastify'
import type { Failure } from '../core/index.ts'
import type { DetailsMissing } from '../invoicing/index.ts'
import { createTranslate } from '../messages/index.ts'
import { problemOf, sendProblem } from './problems.ts'

const english = createTranslate('en')

export function isDetailsMissing(failure: Failure): failure is DetailsMissing {
  return failure.code === 'details_missing'
}

/** Each missing field with its side and the reason why a document needs it: `buyer/legal_address/postal_code`. */
export function sendDetailsMissing(reply: FastifyReply, { code, missing }: DetailsMissing): FastifyReply {
  const errors = missing.map(({ side, field, reason }) => ({
    path: `${side}/${field}`,
    code: reason,
    detail: english(`missing_details.${reason}`),
    values: { side, field },
  }))
  const fields = errors.map(({ path }) => path).join(', ')
  return sendProblem(reply, problemOf(code, `Enter what a document needs and is missing: ${fields}.`, errors))
}
