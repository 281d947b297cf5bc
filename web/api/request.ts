import type { AnswerCheck } from './answer-check.ts'
import { answers } from './answers.ts'
import { ApiError } from './api-error.ts'
import { inCompany } from './company-address.ts'

const requestTimeoutMs = 60_000

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON; a file as it is. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** Asks the API and checks its answer. Throws `ApiError`; an aborted request throws as `fetch` does. */
export async function requestJson<T>(
  path: string,
  isExpected: AnswerCheck<T>,
  options: RequestOptions = {},
): Promise<T> {
  const response = await send(path, options)
  const answer = await jsonOf(response)
  if (!isExpected(answer)) throw unexpectedAnswer(response.status)
  return answer
}

/** For requests whose answer says nothing but that it worked. Throws `ApiError`. */
export async function requestNothing(path: string, options: RequestOptions): Promise<void> {
  await send(path, options)
}

export interface DownloadedFile {
  readonly blob: Blob
  readonly name: string
}

/** Asks for a file. Its name comes from the answer, else `fallbackName`. Throws `ApiError`. */
export async function requestFile(
  path: string,
  fallbackName: string,
  options: RequestOptions,
): Promise<DownloadedFile> {
  const response = await send(path, options)
  return { blob: await response.blob(), name: fileNameOf(response.headers) ?? fallbackName }
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const timeout = AbortSignal.timeout(requestTimeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  const hasBody = options.body !== undefined
  let response: Response
  try {
    response = await fetch(inCompany(path), {
      method: options.method ?? 'GET',
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(hasBody && { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(hasBody && { body: options.body instanceof Blob ? options.body : JSON.stringify(options.body) }),
      signal,
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError({ status: 0, code: timeout.aborted ? 'timeout' : 'offline', detail: '' })
  }
  if (!response.ok) throw await errorOf(response)
  return response
}

async function errorOf(response: Response): Promise<ApiError> {
  const answer = await jsonOf(response)
  return answers.problem(answer) ? new ApiError(answer) : unexpectedAnswer(response.status)
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

function unexpectedAnswer(status: number): ApiError {
  return new ApiError({ status, code: 'unexpected_answer', detail: '' })
}

function fileNameOf(headers: Headers): string | undefined {
  const disposition = headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1]
}
