import type { HookRequest } from '../../provider-adapter.ts'

/** Reads a parameter by name; empty where it is missing. Of several with one name, the first. */
export type TwilioParameters = (name: string) => string

/** The parameters of a callback, of a form or of a flat JSON object; null when the body is neither. */
export function readTwilioParameters(request: HookRequest): TwilioParameters | null {
  if (isJson(request)) {
    const object = parseObject(bodyText(request))
    return object && ((name) => textOf(Object.hasOwn(object, name) ? object[name] : ''))
  }
  const form = readForm(request)
  return (name) => form.get(name) ?? ''
}

export function readForm(request: HookRequest): URLSearchParams {
  return new URLSearchParams(bodyText(request))
}

export function isJson(request: HookRequest): boolean {
  return /^\s*application\/json\b/i.test(request.headers['content-type'] ?? '')
}

function bodyText(request: HookRequest): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(request.body)
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}
