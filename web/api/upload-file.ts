import type { AnswerCheck } from './answer-check.ts'
import { answers } from './answers.ts'
import { ApiError } from './api-error.ts'

export interface UploadFileOptions {
  /** How much of it is there, from 0 to 1. */
  readonly onShare: (share: number) => void
  readonly signal: AbortSignal
}

/** Files below this are sent as they are: packing them saves nothing that anybody would notice. */
const packedFromBytes = 1024 * 1024

/**
 * Sends a file, packed where that shortens the wait, and says how far it is, which `fetch` cannot. Throws `ApiError`; where the signal
 * is aborted, what it was aborted with.
 */
export async function uploadFile<T>(
  path: string,
  file: File,
  isExpected: AnswerCheck<T>,
  { onShare, signal }: UploadFileOptions,
): Promise<T> {
  const isPacked = file.size >= packedFromBytes && !/\.(?:xlsx|gz|zip)$/i.test(file.name)
  const body = isPacked ? await packed(file) : file
  signal.throwIfAborted()
  const request = new XMLHttpRequest()
  request.open('POST', path)
  request.setRequestHeader('accept', 'application/json')
  request.setRequestHeader('content-type', 'application/octet-stream')
  if (isPacked) request.setRequestHeader('content-encoding', 'gzip')
  const sent = Promise.withResolvers<void>()
  request.upload.addEventListener('progress', ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0))
  request.addEventListener('load', () => sent.resolve())
  request.addEventListener('error', () =>
    sent.reject(new ApiError({ status: 0, code: 'offline', detail: '' })),
  )
  const abort = (): void => {
    request.abort()
    sent.reject(signal.reason)
  }
  signal.addEventListener('abort', abort)
  try {
    request.send(body)
    await sent.promise
  } finally {
    signal.removeEventListener('abort', abort)
  }
  return answerOf(request, isExpected)
}

async function packed(file: File): Promise<Blob> {
  return await new Response(file.stream().pipeThrough(new CompressionStream('gzip'))).blob()
}

function answerOf<T>({ status, responseText }: XMLHttpRequest, isExpected: AnswerCheck<T>): T {
  const answer = parsed(responseText)
  if (status >= 400 && answers.problem(answer)) throw new ApiError(answer)
  if (status >= 400 || !isExpected(answer))
    throw new ApiError({ status, code: 'unexpected_answer', detail: '' })
  return answer
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
