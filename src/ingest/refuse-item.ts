import type { z } from 'zod'
import {
  callDirections,
  chatAuthors,
  chatClosers,
  chatOpeners,
  maxSourceIdLength,
} from '../contract/index.ts'
import { maxParts, maxTagsOfEvent } from './field-limits.ts'
import { type RefusalCode, refuse } from './refusal.ts'

/** Codes of the fields that have one of their own. A part of the field (`data.cost.amount`) shares it. */
const codeByField: Readonly<Record<string, RefusalCode>> = {
  time: 'invalid_time',
  'data.channel': 'invalid_channel',
  'data.recipient': 'invalid_recipient',
  'data.country': 'invalid_country',
  'data.network': 'invalid_network',
  'data.kind': 'invalid_kind',
  'data.segments': 'invalid_segments',
  'data.part': 'invalid_part',
  'data.parts': 'invalid_part',
  'data.cost': 'invalid_cost',
  'data.error': 'invalid_error',
  'data.messenger': 'invalid_messenger',
  'data.author': 'invalid_author',
  'data.score': 'invalid_score',
  'data.tags': 'invalid_tags',
  'data.direction': 'invalid_direction',
  'data.result': 'invalid_result',
  'data.started_at': 'invalid_time',
  'data.answered_at': 'invalid_time',
  'data.ended_at': 'invalid_time',
}

const instant = 'must be an RFC 3339 instant with offset, as "2026-09-01T10:00:03.120Z"'

const expectations: Readonly<Record<string, string>> = {
  specversion: 'must be "1.0" (CloudEvents 1.0)',
  time: instant,
  data: 'must be a JSON object',
  'data.channel': 'must be a lower-case word, as "sms"',
  'data.country': 'must be two letters (ISO 3166-1 alpha-2)',
  'data.network': 'must be a string of MCC-MNC, as "262-01"',
  'data.kind': 'must be "service" or "advertising"',
  'data.segments': `must be a whole number from 0 to ${maxParts}`,
  'data.part': `must be a whole number from 1 to ${maxParts}`,
  'data.parts': `must be a whole number from 1 to ${maxParts}`,
  'data.cost': 'must be { "amount": decimal string, "currency": three capital letters }',
  'data.error': 'must be { "code"?, "reason"?: strings, "permanent"?: boolean }',
  'data.machine': 'must be true or false',
  'data.messenger': 'must be a lower-case word, as "telegram"',
  'data.author': `must be one of ${chatAuthors.join(', ')}`,
  'data.public': 'must be true or false',
  'data.by': `must be one of ${chatClosers.join(', ')}`,
  'data.opened_by': `must be one of ${chatOpeners.join(', ')}`,
  'data.channel_id': `must be a string of 1 to ${maxSourceIdLength} characters`,
  'data.operator_id': `must be a string of 1 to ${maxSourceIdLength} characters; of chat.assigned also null, for nobody`,
  'data.group_id': `must be a string of 1 to ${maxSourceIdLength} characters; of chat.moved also null, for no group`,
  'data.score': 'must be a whole number of 32 bits; 1 to 5 are counted',
  'data.direction': `must be one of ${callDirections.join(', ')}`,
  'data.result': 'must be a lower-case word, as "answered" or "no_answer"',
  'data.started_at': instant,
  'data.answered_at': `${instant}, or null where nobody answered`,
  'data.ended_at': instant,
  'data.tags': `must be 1 to ${maxTagsOfEvent} strings that are not empty`,
}

type Refused = ReturnType<typeof refuse>

/** The first thing wrong with an item, in words: `issues` are what its schema found. */
export function refuseItem(
  item: unknown,
  issues: readonly z.core.$ZodIssue[],
  types: readonly string[],
): Refused {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return refuse('invalid_event', 'The item must be a JSON object: a CloudEvent 1.0.')
  const type = 'type' in item ? item.type : undefined
  if (typeof type === 'string' && !types.includes(type)) return refuseType(types)
  const issue = issues[0]
  return issue ? refuseField(issue, item) : refuse('invalid_event', 'The item is not a CloudEvent 1.0.')
}

function refuseType(types: readonly string[]): Refused {
  return refuse('unsupported_type', `type must be one of ${types.join(', ')}.`)
}

function refuseField(issue: z.core.$ZodIssue, item: object): Refused {
  const path = issue.path.map(String).join('.')
  const field = issue.path.slice(0, 2).map(String).join('.')
  if (valueAt(item, issue.path) === undefined) return refuse('missing_field', `${path} is required.`)
  if (issue.code === 'custom')
    return refuse('invalid_characters', `${path} must hold no NUL character and no half of a surrogate pair.`)
  if (issue.code === 'too_big' && issue.origin === 'string')
    return refuse(
      field === 'data.text' ? 'text_too_long' : 'field_too_long',
      `${path} must have at most ${issue.maximum} characters.`,
    )
  const isInData = issue.path.length > 1
  const code = codeByField[field] ?? (isInData ? 'invalid_field' : 'invalid_event')
  return refuse(code, `${path} ${expectations[field] ?? 'must be a string that is not empty'}.`)
}

function valueAt(item: unknown, path: readonly PropertyKey[]): unknown {
  let value = item
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
