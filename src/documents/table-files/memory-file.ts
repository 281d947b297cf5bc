import type { ByteSink } from './byte-sink.ts'

/** Keeps what is written: for files whose size has a limit of its own. */
export interface MemoryFile extends ByteSink {
  content(): Uint8Array<ArrayBuffer>
}

export function openMemoryFile(): MemoryFile {
  const chunks: Uint8Array[] = []
  return {
    write: (bytes) => void chunks.push(Uint8Array.from(bytes)),
    content: () => Uint8Array.from(Buffer.concat(chunks)),
  }
}
