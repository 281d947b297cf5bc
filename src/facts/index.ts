export type { CallEvent } from './call-event.ts'
export type { ChargeDrift, DriftsAsked } from './charges/charge-drift.ts'
export type { DriftWindow } from './charges/drift-windows.ts'
export type {
  ChargePlace,
  ChargesAsked,
  ChargesPage,
  InvoicedCharge,
  InvoicedLine,
} from './charges/invoiced-charges.ts'
export type { InvoicedUsage, InvoicesAsked, UsageGroup } from './charges/invoiced-usage.ts'
export type { EndsAsked, MessageEnd } from './charges/message-ends.ts'
export type { MirroredRate, PlanLevel, PlanPeriod, PricePlan } from './charges/price-mirror.ts'
export type { RateDrift } from './charges/rate-drift.ts'
export type { RerateOptions } from './charges/rerate.ts'
export type { UnratedAsked, UnratedGroup } from './charges/unrated-below.ts'
export type { UnratedPayersAsked } from './charges/unrated-payers.ts'
export type { UsagePass, UsageTotal } from './charges/usage-pass.ts'
export type { ChatSettingsPort } from './chats/chat-fold.ts'
export type { RefoldChats } from './chats/fold-chats-again.ts'
export type { CompanyFacts, CompanyQuery } from './company/company-facts.ts'
export type { CompanyTables } from './company/company-tables.ts'
export type { PersonalDataView } from './company/personal-data.ts'
export type { QueryParam, QueryParams } from './connect/engine.ts'
export type { Facts, FactsOptions, FoldReport, RebuildOptions, RebuiltFacts, UsageFacts } from './facts.ts'
export { FactsError, type FactsErrorCode } from './facts-error.ts'
export { apiConnectionId, apiProvider, type MessageEvent, type RawRequest } from './message-event.ts'
export { openFacts } from './open-facts.ts'
export {
  type AgeCut,
  type Person,
  type PersonCounts,
  type PersonErasure,
  type PersonFacts,
  type PersonItem,
  standInPrefix,
} from './persons/person.ts'
export type {
  ArchiveReader,
  CarryOutOptions,
  ReadEvents,
  Replay,
  ReplayAsked,
  ReplayFacts,
  ReplayState,
} from './replay/replay.ts'
