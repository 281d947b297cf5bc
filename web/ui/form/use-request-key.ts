import { useState } from 'react'
import { uuidV7 } from '../../../src/core/uuid-v7.ts'

interface RequestKey {
  /** Sent with every repetition of one request: after a lost answer it may be asked again, and is done once. */
  readonly key: string
  /** Once it was answered: what is asked next is another request. */
  readonly renew: () => void
}

/** An `Idempotency-Key` for what the reader is about to do. */
export function useRequestKey(): RequestKey {
  const [key, setKey] = useState(newKey)
  return { key, renew: () => setKey(newKey()) }
}

function newKey(): string {
  return uuidV7(Date.now())
}
