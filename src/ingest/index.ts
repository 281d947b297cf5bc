export type { EventsFailure, EventsRequest } from './accept-events.ts'
export type { AcceptedHook, HookConnection, HookFailure, ProviderHook } from './accept-hook.ts'
export { type AnnouncedMessage, type NormalisedMessage, normaliseAnnounced } from './announced-message.ts'
export { callCloudEventSchema } from './call-cloud-event.ts'
export { callKeyOf } from './call-keys.ts'
export { chatCloudEventSchema } from './chat-cloud-event.ts'
export { chatKeyOf } from './chat-keys.ts'
export { closeQuietChats, type QuietDependencies } from './close-quiet-chats.ts'
export { messageCloudEventSchema } from './cloud-event.ts'
export { createIngest, type Ingest, type IngestOptions } from './create-ingest.ts'
export type { EventLog } from './event-log.ts'
export { detectColumns } from './files/detect-columns.ts'
export type {
  FileField,
  FileItem,
  FileKind,
  MappingProblem,
  RowMapper,
  RowRefusal,
  RowResult,
} from './files/file-kind.ts'
export { fileKinds } from './files/file-kinds.ts'
export { type FileHead, guessMapping } from './files/guess-mapping.ts'
export { createItemBatch, type ItemBatch } from './files/item-batch.ts'
export { createHookPorts, type HookPorts } from './hook-ports.ts'
export { type ChatKnowledge, knownChats } from './known-chats.ts'
export { eventKeyOf } from './message-keys.ts'
export { networkNames } from './network.ts'
export type {
  CheckContext,
  ConnectionSettings,
  HookAnswer,
  HookContext,
  HookRequest,
  ProviderAdapter,
} from './provider-adapter.ts'
export { type Ask, chatwootApi } from './providers/chatwoot/chatwoot-api.ts'
export { type ReconcileReport, reconcileChatwoot } from './providers/chatwoot/reconcile-chatwoot.ts'
export { providerAdapters } from './providers/index.ts'
export { createArchiveReader } from './read-archived.ts'
export { type RefusalCode, refusalCodes } from './refusal.ts'
export { countSmsSegments } from './sms-segments.ts'
export type { RefusedHook } from './take-refused.ts'
