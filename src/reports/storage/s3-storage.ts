import { openAsBlob } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { fail, ok, type Result } from '../../core/index.ts'
import { assertReportKey, type ReportStorage, type StorageFailure } from './report-storage.ts'

export interface S3Settings {
  /** Of the bucket, with a prefix where wanted, without a slash at its end: `https://s3.example.com/bucket/reports`. */
  readonly url: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const answerTimeoutMs = 30_000
/** Of a whole file; S3 takes 5 GiB at once. */
const uploadTimeoutMs = 30 * 60_000

/** Files in a bucket of S3 or of what speaks its language; each is written in the data directory first. */
export async function openS3Storage(
  { url, region, accessKeyId, secretAccessKey }: S3Settings,
  makingFolder: string,
): Promise<ReportStorage> {
  // One process has the data directory: what a crash left there is nobody's.
  await rm(makingFolder, { recursive: true, force: true })
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })
  const localOf = (key: string): string => {
    assertReportKey(key)
    return join(makingFolder, basename(key))
  }
  const ask = async (key: string, init: RequestInit, timeoutMs: number): Promise<Response> => {
    const { body, ...head } = init
    const signed = await client.sign(`${url}/${key}`, head)
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    try {
      const { method, headers } = signed
      return await fetch(signed.url, { method, headers, body: body ?? null, signal: late.signal })
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    async placeFor(key) {
      const path = localOf(key)
      try {
        await mkdir(makingFolder, { recursive: true, mode: 0o700 })
        return ok(path)
      } catch (error) {
        return fail(
          'storage_unavailable',
          `The folder for files on their way cannot be made: ${reasonOf(error)}.`,
        )
      }
    },

    async keep(key, { sha256 }) {
      const path = localOf(key)
      const body = await openAsBlob(path)
      const kept = await guarded(async () => {
        // The storage compares it with what arrives.
        const headers = { 'x-amz-content-sha256': sha256 }
        const answer = await ask(key, { method: 'PUT', headers, body }, uploadTimeoutMs)
        await answer.body?.cancel()
        return answer.ok ? ok(undefined) : refused(answer.status)
      })
      await rm(path, { force: true })
      return kept
    },

    async read(key, range) {
      assertReportKey(key)
      return await guarded(async () => {
        const headers = range === null ? {} : { range: `bytes=${range.from}-${range.to}` }
        const answer = await ask(key, { method: 'GET', headers }, answerTimeoutMs)
        if (answer.ok && answer.body !== null)
          return ok(Readable.fromWeb(answer.body as unknown as ReadableStream))
        await answer.body?.cancel()
        return answer.status === 404 ? ok(null) : refused(answer.status)
      })
    },

    async remove(key) {
      await rm(localOf(key), { force: true })
      await rm(`${localOf(key)}.part`, { force: true })
      return await guarded(async () => {
        const answer = await ask(key, { method: 'DELETE' }, answerTimeoutMs)
        await answer.body?.cancel()
        return answer.ok || answer.status === 404 ? ok(undefined) : refused(answer.status)
      })
    },
  }
}

/** 507: no room left. */
function refused(status: number) {
  return status === 507
    ? fail('storage_full', 'The storage of files has no room left.')
    : fail('storage_unavailable', `The storage of files answered with ${status}.`)
}

/** What fetch throws: the other side is not there, or stopped in the middle. */
async function guarded<T>(
  work: () => Promise<Result<T, StorageFailure>>,
): Promise<Result<T, StorageFailure>> {
  try {
    return await work()
  } catch (error) {
    return fail('storage_unavailable', `The storage of files does not answer: ${reasonOf(error)}.`)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
