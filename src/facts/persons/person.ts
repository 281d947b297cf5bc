import type { QueryParams } from '../connect/engine.ts'

/** A person as logs and archives know one. */
export interface Person {
  /** Every way in which the number, address or id is written where it stands alone; in small letters. At least one. */
  readonly names: readonly string[]
  /** What gives the person away within longer texts and bytes: long enough to mean nobody else. May be empty. */
  readonly traces: readonly string[]
}

/** Rows about a person. */
export interface PersonCounts {
  readonly messages: number
  readonly chats: number
  readonly calls: number
}

export interface PersonErasure {
  readonly companyId: string
  readonly erasureId: string
  readonly person: Person
  /** Stands where the person stood; the same each time the erasure is carried out. */
  readonly standIn: string
}

/** Before which moments a company's data loses its persons. */
export interface AgeCut {
  readonly companyId: string
  /** Persons of messages, chats and calls that began before it, epoch ms. */
  readonly personsBeforeMs: number
  /** Requests received before it, epoch ms. */
  readonly requestsBeforeMs: number
}

/** What stands where a person stood begins so. */
export const standInPrefix = 'erased-'

/** One fact about a person with the events it follows from, by column name; of a message, a chat or a call. */
export interface PersonItem {
  readonly kind: 'message' | 'chat' | 'call'
  readonly fact: Readonly<Record<string, unknown>>
  readonly events: readonly Readonly<Record<string, unknown>>[]
}

/** Persons in the store: what there is of one, and how it is taken out again. */
export interface PersonFacts {
  /** How many messages, chats and calls name the person. */
  find(companyId: string, person: Person): Promise<PersonCounts>
  /** All that is known of the person, item by item. */
  items(companyId: string, person: Person): AsyncIterable<PersonItem>
  /**
   * Takes a person out of facts, logs and archive: what stood there becomes `standIn`, requests that told of the person are deleted. Counts
   * and charges stay. In the process that folds; carried out again after having been cut off, it ends what is left. Answers what it touched.
   */
  erase(erasure: PersonErasure): Promise<PersonCounts>
  /** Lets go of the notes of an erasure that is on record as done. */
  forget(erasure: Pick<PersonErasure, 'companyId' | 'erasureId'>): Promise<void>
  /** Takes all persons out of what is older than the cuts, under stand-ins that nobody can turn back. In the process that folds, likewise. */
  eraseOlder(cuts: readonly AgeCut[]): Promise<void>
}

/** Binds what `isNamed` and `isTraced` name. */
export function personParams({ names, traces }: Person): QueryParams {
  return {
    names,
    ...Object.fromEntries(traces.map((trace, index) => [`trace_${index}`, patternOf(trace)])),
  }
}

/** Whether a column is the person. */
export function isNamed(column: string): string {
  return `lower(${column}) IN {names:Array(String)}`
}

/** Whether the person stands somewhere within a column, on its own: neither in a longer number nor in a longer address. */
export function isTraced({ traces }: Person, column: string): string {
  if (traces.length === 0) return '0'
  return `(${traces.map((_, index) => `match(${column}, {trace_${index}:String})`).join(' OR ')})`
}

/** RE2. A number may have zeros for the plus before it; what stands in an address may be written as `%40`. */
function patternOf(trace: string): string {
  if (/^\d+$/.test(trace)) return `(?:^|[^0-9])0{0,2}${trace}(?:[^0-9]|$)`
  const literal = trace.replaceAll(/[\\^$.|?*+()[\]{}-]/g, '\\$&')
  return `(?i)(?:^|%[0-9a-f]{2}|[^a-z0-9._+-])${literal}(?:\\.?(?:[^a-z0-9.-]|$))`
}
