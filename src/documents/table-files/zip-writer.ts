import { crc32, createDeflateRaw } from 'node:zlib'
import type { ByteSink } from './byte-sink.ts'
import {
  centralHeader,
  descriptor,
  endRecord,
  localHeader,
  type PackedEntry,
  type PackedSums,
} from './zip-records.ts'

/** One file within the archive. */
export interface ZipEntry {
  /** Bytes given so far, before they are packed. */
  readonly size: number
  /** Resolves when the bytes before these are packed and written; these are packed meanwhile. */
  write(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** Writes an archive front to back (PKWARE APPNOTE 6.3): sizes follow their entry, so nothing is written twice. */
export interface ZipWriter {
  /** Bytes of the archive so far. */
  readonly size: number
  /** One entry at a time. @param name ASCII */
  open(name: string): ZipEntry
  end(): void
}

/** What sizes and offsets without ZIP64 hold; programs that read tables are not at one about ZIP64. */
export const maxZipBytes = 0xffff_ffff
/** Room for the directory and the last entries. */
export const zipReserveBytes = 64 * 1024 * 1024

/** Nearly as small as 6 for two thirds of the work; measured in docs/decisions/0022-report-files.md. */
const level = 5
const packedChunkBytes = 256 * 1024

export function createZipWriter(sink: ByteSink): ZipWriter {
  const entries: PackedEntry[] = []
  let archiveSize = 0
  const put = (bytes: Uint8Array): void => {
    sink.write(bytes)
    archiveSize += bytes.length
  }
  return {
    get size() {
      return archiveSize
    },
    open(name) {
      const offset = archiveSize
      const nameBytes = Buffer.from(name, 'latin1')
      put(localHeader(nameBytes))
      return openEntry(put, (sums) => {
        put(descriptor(sums))
        entries.push({ ...sums, name: nameBytes, offset })
      })
    },
    end() {
      const start = archiveSize
      for (const entry of entries) put(centralHeader(entry))
      put(endRecord(entries.length, { offset: start, size: archiveSize - start }))
    },
  }
}

function openEntry(put: (bytes: Uint8Array) => void, closed: (sums: PackedSums) => void): ZipEntry {
  const deflate = createDeflateRaw({ level, memLevel: 9, chunkSize: packedChunkBytes })
  const ready: Uint8Array[] = []
  deflate.on('data', (chunk: Uint8Array) => void ready.push(chunk))
  let size = 0
  let packedSize = 0
  let crc = 0
  let before = Promise.resolve()
  const putReady = (): void => {
    for (const chunk of ready.splice(0)) {
      put(chunk)
      packedSize += chunk.length
    }
  }
  return {
    get size() {
      return size
    },
    async write(bytes) {
      crc = crc32(bytes, crc)
      size += bytes.length
      const last = before
      before = new Promise((resolve, reject) => {
        deflate.write(bytes, (error) => (error ? reject(error) : resolve()))
      })
      await last
      putReady()
    },
    async close() {
      const ended = Promise.withResolvers<void>()
      deflate.once('end', ended.resolve)
      deflate.once('error', ended.reject)
      deflate.end()
      await ended.promise
      putReady()
      closed({ crc, packedSize, size })
    },
  }
}
