import { localTable } from '../connect/topology.ts'
import type { Scope } from '../fold/scope.ts'
import type { ShardFold } from '../fold/shard-fold.ts'

/** Events that are read and folded at once: bounds the memory of a fold. */
const maxEventsOfChunk = 50_000
const maxChatsOfChunk = 10_000
/** Of a longer log the earliest events count: a source gone wrong must not take the memory of all others' folds. */
export const maxEventsOfChat = 20_000

/** Chats that are folded together. */
export interface ChatChunk {
  readonly companyIds: readonly string[]
  /** Parallel: of each chat its company and its key. */
  readonly ofCompany: readonly string[]
  readonly keys: readonly string[]
  readonly events: number
  /** Some chat has more events than are folded. */
  readonly isCut: boolean
}

/** The chats of a scope with how long their logs are, in pieces that are small enough to fold. */
export async function chatChunks(shard: ShardFold, scope: Scope): Promise<readonly ChatChunk[]> {
  const { rows } = await shard.engine.ask<{ company_id: string; chat_key: string; n: string }>(
    'fold',
    `SELECT company_id, chat_key, count() AS n FROM ${localTable(shard.layout, 'chat_log')}
     PREWHERE ${scope.condition} GROUP BY company_id, chat_key ORDER BY company_id, chat_key`,
    scope.params,
  )
  const chunks: ChatChunk[] = []
  let begun = emptyChunk()
  for (const { company_id, chat_key, n } of rows) {
    const events = Math.min(Number(n), maxEventsOfChat)
    const isFull = begun.events + events > maxEventsOfChunk || begun.keys.length >= maxChatsOfChunk
    if (isFull && begun.keys.length > 0) {
      chunks.push({ ...begun, companyIds: [...new Set(begun.ofCompany)] })
      begun = emptyChunk()
    }
    begun.ofCompany.push(company_id)
    begun.keys.push(chat_key)
    begun.events += events
    begun.isCut ||= Number(n) > maxEventsOfChat
  }
  if (begun.keys.length > 0) chunks.push({ ...begun, companyIds: [...new Set(begun.ofCompany)] })
  return chunks
}

function emptyChunk() {
  return { ofCompany: [] as string[], keys: [] as string[], events: 0, isCut: false }
}

/** The chats of a chunk, in every table that has them. */
export function chunkScope({ companyIds, ofCompany, keys }: ChatChunk): Scope {
  return {
    condition: `company_id IN {companies:Array(UUID)}
  AND (company_id, chat_key) IN (SELECT arrayJoin(arrayZip({of_company:Array(UUID)}, {keys:Array(UUID)})))`,
    params: { companies: companyIds, of_company: ofCompany, keys },
  }
}
