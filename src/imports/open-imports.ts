import type { Principal } from '../companies/index.ts'
import type {
  Import,
  Imports as ImportList,
  ImportMapping,
  ImportPreview,
  ImportsQuery,
  ImportUploadQuery,
} from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import type { Language } from '../messages/index.ts'
import { cancelImport, type ImportTask, type RunFailure, removeImport, runImport } from './change-import.ts'
import type { ImportsDeps } from './imports-deps.ts'
import { listImports, readImport } from './list-imports.ts'
import { previewImport } from './preview-import.ts'
import { ImportRunner } from './queue/import-runner.ts'
import { recoverImports } from './queue/recover-imports.ts'
import { type RefusedFile, refusedFile } from './refused-file.ts'
import { removeOldImports } from './remove-old.ts'
import { removeRefusalsWith } from './remove-refusals.ts'
import { type UploadFailure, uploadImport } from './upload-import.ts'

export interface Imports {
  /** Keeps a file and guesses its columns; bytes are read as they come. `maxBytes`: of a file on this machine. */
  upload(
    caller: Principal,
    upload: ImportUploadQuery & {
      readonly chunks: AsyncIterable<Uint8Array>
      readonly maxBytes?: number
    },
  ): Promise<Result<Import, UploadFailure>>
  list(caller: Principal, query: ImportsQuery): Promise<Result<ImportList, Failure<'invalid_cursor'>>>
  read(caller: Principal, id: string): Promise<Result<Import, Failure<'not_found'>>>
  preview(
    caller: Principal,
    id: string,
    mapping?: ImportMapping,
  ): Promise<Result<ImportPreview, Failure<'not_found' | 'import_ended'>>>
  /** Begins a check, or the import itself, which go on in the background. */
  run(
    caller: Principal,
    id: string,
    task: ImportTask,
    mapping?: ImportMapping,
  ): Promise<Result<Import, RunFailure>>
  cancel(caller: Principal, id: string): Promise<Result<Import, Failure<'not_found' | 'import_ended'>>>
  remove(caller: Principal, id: string): Promise<Result<void, Failure<'not_found'>>>
  refused(
    caller: Principal,
    id: string,
    language: Language,
  ): Promise<Result<RefusedFile, Failure<'not_found' | 'nothing_refused'>>>
  /** Begins to work in this process, and goes on until `stop`. */
  start(): Promise<void>
  /** Looks after what has no job; by itself every 5 s. */
  recover(): Promise<void>
  /** Removes what was kept long enough; by itself every 10 minutes. */
  removeOld(): Promise<void>
  /** Removes a company's refused rows among which one of these texts stands, in small letters. */
  removeRefusalsWith(companyId: string, texts: readonly string[]): Promise<void>
  /** What is under way is left to the next start, or to another process. The records stay open. */
  stop(): Promise<void>
}

/** Files of events, taken in in the background. */
export function openImports(deps: ImportsDeps): Imports {
  const runner = new ImportRunner(deps)
  return {
    upload: (caller, upload) => uploadImport(deps, caller, upload),
    list: (caller, query) => listImports(deps, caller, query),
    read: (caller, id) => readImport(deps, caller, id),
    preview: (caller, id, mapping) => previewImport(deps, caller, id, mapping),
    run: (caller, id, task, mapping) => runImport(deps, caller, id, task, mapping),
    cancel: (caller, id) => cancelImport(deps, caller, id),
    remove: (caller, id) => removeImport(deps, caller, id),
    refused: (caller, id, language) => refusedFile(deps, caller, id, language),
    start: () => runner.start(),
    recover: () => recoverImports(deps),
    removeOld: () => removeOldImports(deps),
    removeRefusalsWith: (companyId, texts) => removeRefusalsWith(deps, companyId, texts),
    stop: () => runner.stop(),
  }
}
