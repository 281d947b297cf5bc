/** Where the bytes of a file go, in order. A write that fails throws the system's error. */
export interface ByteSink {
  write(bytes: Uint8Array): void
}
