export { businessDueMs, businessMs } from './business-time.ts'
export type * from './chat-event.ts'
export type * from './chat-facts.ts'
export type * from './chat-settings.ts'
