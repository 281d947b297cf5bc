import type { StoredNotice } from '../notice.ts'

export interface Attachment {
  /** Shown to the reader; characters that a header or a file system would stumble over are replaced. */
  readonly fileName: string
  /** A PDF. */
  readonly bytes: Uint8Array
}

/** The file that goes with the e-mail of a notice, such as the invoice that it tells of; null where none does. */
export type AttachmentOf = (notice: StoredNotice) => Promise<Attachment | null>

/** Many mail servers take messages of up to 20 MB, and a file grows by a third on its way. */
export const maxAttachmentBytes = 10 * 1024 * 1024
const maxNameLength = 100

/** A name for a file on any system. */
export function safeFileName(name: string): string {
  const safe = name
    .toWellFormed()
    .replace(/[\p{C}/\\:*?"<>|]+/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-maxNameLength)
    .toWellFormed()
  return safe === '' ? 'attachment.pdf' : safe
}
