import type { z } from 'zod'
import type { auditQuerySchema } from '../../src/contract/index.ts'
import { accessAnswers } from './access-answers.ts'
import { requestFile, requestJson } from './request.ts'

type Signal = AbortSignal | undefined

export type AuditQuestion = Omit<z.input<typeof auditQuerySchema>, 'cursor' | 'limit'>

const auditEntries = '/api/v1/audit-entries'

/** The part of the API about who may do what and who did what, as the pages use it. Every call throws `ApiError`. */
export const accessApi = {
  audit: {
    list: (question: AuditQuestion, cursor: string | null, signal?: Signal) =>
      requestJson(
        `${auditEntries}?${paramsOf({ ...question, ...(cursor === null ? {} : { cursor }) })}`,
        accessAnswers.auditEntries,
        { signal },
      ),
    file: (question: AuditQuestion & { format: 'csv' | 'xlsx'; language: 'en' | 'ru' }, name: string) =>
      requestFile(`${auditEntries}/file?${paramsOf(question)}`, `${name}.${question.format}`, {}),
  },
} as const

function paramsOf(values: Readonly<Record<string, string | undefined>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
