import type { FastifyReply } from 'fastify'
import type { SettingsRefused } from '../chat-settings/index.ts'
import type { Failure } from '../core/index.ts'
import { createTranslate } from '../messages/index.ts'
import type { ProblemCode } from './problem-codes.ts'
import { problemOf, sendFailure, sendProblem } from './problems.ts'

const english = createTranslate('en')

/** Settings of chats that cannot be right are named by their paths in the body; other failures as everywhere. */
export function sendSettingsFailure(
  reply: FastifyReply,
  failure: SettingsRefused | Failure<Exclude<ProblemCode, 'invalid_chat_settings'>>,
): FastifyReply {
  if (failure.code !== 'invalid_chat_settings') return sendFailure(reply, failure)
  const errors = 'faults' in failure ? failure.faults.map(toApiFault) : []
  const [first] = errors
  return sendProblem(
    reply,
    problemOf(failure.code, first ? `${first.path}: ${first.detail}` : failure.detail, errors),
  )
}

function toApiFault({ path, code }: SettingsRefused['faults'][number]) {
  return { path: `body/${path}`, code, detail: english(`chat_setting_faults.${code}`) }
}
