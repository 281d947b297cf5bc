import { isJson, readForm } from '../../form-fields.ts'
import { parseJsonObject } from '../../json-fields.ts'
import type { HookRequest } from '../../provider-adapter.ts'

export interface VonageField {
  readonly name: string
  readonly value: string
}

/** The fields of a receipt, which comes in the address, as a form or as a flat JSON object; null where it is none of them. */
export function readVonageFields(request: HookRequest): readonly VonageField[] | null {
  if (request.method === 'GET' || !isJson(request))
    return [...readForm(request)].map(([name, value]) => ({ name, value }))
  const object = parseJsonObject(request.body)
  return object && Object.entries(object).map(([name, value]) => ({ name, value: textOf(value) }))
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? '' : String(value)
}
