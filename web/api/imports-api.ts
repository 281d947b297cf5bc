import type { Import, ImportKind, ImportMapping } from '../../src/contract/index.ts'
import { importsAnswers } from './imports-answers.ts'
import { requestFile, requestJson, requestNothing } from './request.ts'
import { withQuery } from './request-parts.ts'
import { uploadFile } from './upload-file.ts'

type Signal = AbortSignal | undefined

const base = '/api/v1/imports'
const pathOf = (id: string): string => `${base}/${encodeURIComponent(id)}`
const post = (body: object) => ({ method: 'POST', body }) as const
const run = (mapping: ImportMapping | undefined) => post(mapping === undefined ? {} : { mapping })

export interface UploadOptions {
  readonly onShare: (share: number) => void
  readonly signal: AbortSignal
}

/** The part of the API that is about files of events. Calls throw `ApiError`. */
export const importsApi = {
  list: (page: { readonly cursor?: string; readonly limit: number }, signal?: Signal) =>
    requestJson(withQuery(base, page), importsAnswers.imports, { signal }),
  read: (id: string, signal?: Signal) => requestJson(pathOf(id), importsAnswers.import, { signal }),
  upload: (file: File, kind: ImportKind, options: UploadOptions): Promise<Import> =>
    uploadFile(
      withQuery(base, { name: file.name.slice(0, 200), kind }),
      file,
      importsAnswers.import,
      options,
    ),
  preview: (id: string, mapping: ImportMapping, signal?: Signal) =>
    requestJson(`${pathOf(id)}/preview`, importsAnswers.preview, { ...run(mapping), signal }),
  check: (id: string, mapping?: ImportMapping) =>
    requestJson(`${pathOf(id)}/check`, importsAnswers.import, run(mapping)),
  start: (id: string, mapping?: ImportMapping) =>
    requestJson(`${pathOf(id)}/start`, importsAnswers.import, run(mapping)),
  cancel: (id: string) => requestJson(`${pathOf(id)}/cancel`, importsAnswers.import, post({})),
  remove: (id: string) => requestNothing(pathOf(id), { method: 'DELETE' }),
  refused: (id: string, language: string) =>
    requestFile(withQuery(`${pathOf(id)}/refused`, { language }), 'refused.csv', {}),
} as const
