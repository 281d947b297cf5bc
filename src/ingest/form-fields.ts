import type { HookRequest } from './provider-adapter.ts'

const ampersand = 0x26

/** Whether the body says that it is JSON. */
export function isJson(request: HookRequest): boolean {
  return /^\s*application\/(?:[\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')
}

export function bodyText(request: HookRequest): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(request.body)
}

/** The parameters of a form; of a callback by GET those of its address. */
export function readForm(request: HookRequest): URLSearchParams {
  return request.method === 'GET' ? queryOf(request) : new URLSearchParams(bodyText(request))
}

export function queryOf(request: HookRequest): URLSearchParams {
  return URL.canParse(request.url) ? new URL(request.url).searchParams : new URLSearchParams()
}

/**
 * Whether a form has more parameters than these. Counted on the bytes: taking millions of parameters apart before the signature is
 * known would keep everyone waiting.
 */
export function hasMoreParameters(body: Uint8Array, maxParameters: number): boolean {
  let parameters = 1
  for (let at = body.indexOf(ampersand); at !== -1; at = body.indexOf(ampersand, at + 1)) {
    parameters += 1
    if (parameters > maxParameters) return true
  }
  return false
}
