import { isJson, readForm } from '../../form-fields.ts'
import { fieldOf, parseJsonObject } from '../../json-fields.ts'
import type { HookRequest } from '../../provider-adapter.ts'

/** Reads a parameter by name; empty where it is missing. Of several with one name, the first. */
export type TwilioParameters = (name: string) => string

/** The parameters of a callback, of a form or of a flat JSON object; null when the body is neither. */
export function readTwilioParameters(request: HookRequest): TwilioParameters | null {
  if (isJson(request)) {
    const object = parseJsonObject(request.body)
    return object && ((name) => textOf(fieldOf(object, name)))
  }
  const form = readForm(request)
  return (name) => form.get(name) ?? ''
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}
