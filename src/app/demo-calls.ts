import type { Company } from '../contract/index.ts'
import { canonicalCallEventsOf, seedCalls } from '../simulator/index.ts'
import type { TrafficFrom } from './demo-traffic.ts'
import type { Rooms } from './open-rooms.ts'

/** The telephones of the demo: always the same ones, so that what is posted goes on with what was made up before. */
const demoTelephones = { seed: 3, callsPerDay: 140 } as const

/** Writes the calls of a period into the log of the demo's company. */
export async function seedDemoCalls(
  { facts }: Pick<Rooms, 'facts'>,
  { company, fromMs, toMs }: { readonly company: Company; readonly fromMs: number; readonly toMs: number },
): Promise<number> {
  return await seedCalls({
    ...demoTelephones,
    facts,
    companyId: company.id,
    period: { fromMs, toMs },
    timeZone: company.time_zone,
    currency: company.currency,
  })
}

/** The calls that are told of from a moment on. */
export function callsFor(periodMs: number): TrafficFrom {
  return (fromMs, company) =>
    canonicalCallEventsOf({
      ...demoTelephones,
      period: { fromMs, toMs: fromMs + periodMs },
      timeZone: company.time_zone,
      currency: company.currency,
    })
}
