import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ByteSink } from './byte-sink.ts'

/** A file under its temporary name. Only `publish` gives it its own. */
export interface PartFile extends ByteSink {
  /** On disk under its own name when it returns, in place of a file that was there. */
  publish(): { readonly bytes: number; readonly sha256: string }
}

/** Beside the file, thus on the same disk; always the same, so that a next try overwrites what a crash left. */
export function partPath(path: string): string {
  return `${path}.part`
}

/** Blocks while it writes: for a thread of its own. */
export function openPartFile(path: string): PartFile {
  const file = openSync(partPath(path), 'w', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  return {
    write(chunk) {
      hash.update(chunk)
      // A disk that is nearly full takes a part of a chunk before it says so.
      for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at)
      bytes += chunk.length
    },
    publish() {
      fsyncSync(file)
      closeSync(file)
      renameSync(partPath(path), path)
      syncFolder(dirname(path))
      return { bytes, sha256: hash.digest('hex') }
    },
  }
}

/** Without this a crash may forget the new name. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
