import type { ChatNameKind } from '../contract/index.ts'
import type { Clock } from '../core/index.ts'
import type { Records } from '../records/index.ts'

/** A name that the chats of a company came with. */
export interface SeenName {
  readonly kind: ChatNameKind
  readonly id: string
  readonly name: string
  readonly messenger: string
  readonly seenAtMs: number
}

export interface ChatSettingsDeps {
  readonly records: Records
  readonly clock: Clock
  /** What the facts know of a company, the latest first, a bounded number. */
  readonly seenNames: (companyId: string) => Promise<readonly SeenName[]>
  /** Called after a commit that asks for chats to be folded again. */
  readonly onRefoldAsked: () => void
}
