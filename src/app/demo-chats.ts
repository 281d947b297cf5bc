import type { Company } from '../contract/index.ts'
import { type SeededChats, seedChats } from '../simulator/index.ts'
import type { Rooms } from './open-rooms.ts'

/** The chat desk of the demo: always the same one, so that what is posted goes on with what was made up before. */
export const demoDesk = { seed: 2, chatsPerDay: 75 } as const

export interface DemoChats {
  readonly company: Company
  readonly fromMs: number
  readonly toMs: number
  /** When the demo's data began: there are no chats from before. */
  readonly sinceMs: number
}

/** Writes the chats of a period into the log of the demo's company; those that were open before it go on in it. */
export async function seedDemoChats(
  { facts }: Pick<Rooms, 'facts'>,
  { company, fromMs, toMs, sinceMs }: DemoChats,
): Promise<SeededChats> {
  return await seedChats({
    ...demoDesk,
    facts,
    companyId: company.id,
    period: { fromMs, toMs },
    timeZone: company.time_zone,
    chatsSinceMs: sinceMs,
  })
}
