import { type Failure, fail } from '../core/index.ts'

/** Why an item of a request was refused. The codes are public and stable; docs/providers.md explains each. */
export const refusalCodes = [
  'invalid_json',
  'invalid_event',
  'unsupported_type',
  'missing_field',
  'invalid_field',
  'invalid_time',
  'invalid_channel',
  'invalid_recipient',
  'invalid_country',
  'invalid_network',
  'invalid_kind',
  'invalid_segments',
  'invalid_part',
  'invalid_cost',
  'invalid_error',
  'invalid_messenger',
  'invalid_author',
  'invalid_score',
  'invalid_tags',
  'invalid_direction',
  'invalid_result',
  'invalid_characters',
  'text_too_long',
  'field_too_long',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** `detail` names the field by its path and says what it takes. */
export type Refusal = Failure<RefusalCode>

export function refuse(code: RefusalCode, detail: string): { readonly ok: false; readonly failure: Refusal } {
  return fail(code, detail)
}
