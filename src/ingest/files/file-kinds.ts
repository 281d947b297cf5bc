import type { ImportKind } from '../../contract/index.ts'
import type { Clock } from '../../core/index.ts'
import { callFileKind } from './calls/call-file-kind.ts'
import type { FileKind } from './file-kind.ts'
import { messageFileKind } from './messages/message-file-kind.ts'

/** Every kind of file that can be imported. The clock says which dates can be right. */
export function fileKinds(clock: Clock): { readonly [K in ImportKind]: FileKind } {
  return { messages: messageFileKind(clock), calls: callFileKind }
}
