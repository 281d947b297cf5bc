import { type Failure, fail } from '../../core/index.ts'

/** Why a file could not be written. Each leaves nothing behind. */
export type TableFileFailure = Failure<
  'disk_full' | 'folder_not_writable' | 'file_too_large' | 'out_of_memory' | 'write_failed'
>

const disk = ['disk_full', 'The disk for files is full: make room, then make the file again.'] as const
const folder = [
  'folder_not_writable',
  'The folder for files is missing or may not be written: see to it, then make the file again.',
] as const

/** By the system's own names of errors (errno). */
const failuresByErrno: Readonly<Record<string, readonly [TableFileFailure['code'], string]>> = {
  ENOSPC: disk,
  EDQUOT: disk,
  EFBIG: disk,
  EACCES: folder,
  EPERM: folder,
  EROFS: folder,
  ENOENT: folder,
  ENOTDIR: folder,
  EISDIR: folder,
}

/** The failure behind an error of the system; `null` for what is no such error, thus a bug. */
export function failureOfError(error: unknown) {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null
  const known = failuresByErrno[String(error.code)]
  return known
    ? fail(...known)
    : fail('write_failed', `The file could not be written (${String(error.code)}): make it again.`)
}

export const outOfMemory = () =>
  fail('out_of_memory', 'A row of the file is too large to be written: take fewer columns.')

export const fileTooLarge = () =>
  fail('file_too_large', 'An Excel file holds at most 4 GiB: take CSV, a shorter period or fewer columns.')
