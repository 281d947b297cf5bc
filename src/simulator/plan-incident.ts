import { dayMs, hourMs, type Period } from '../core/index.ts'
import { countries } from './countries.ts'
import type { Random } from './random.ts'
import type { SimulatedMessage } from './traffic.ts'

/** How much likelier than usual a message is to fail. */
export type Trouble = (message: SimulatedMessage) => number

const incidentTrouble = 12
const daysPerIncident = 12

/**
 * Networks differ for good, and now and then one is out of order for some hours: what a page of statistics has to show.
 */
export function planTrouble(random: Random, period: Period): Trouble {
  const usual = new Map(
    countries.flatMap(({ networks }) => networks.map(({ mccMnc, trouble }) => [mccMnc, trouble] as const)),
  )
  const networks = [...usual.keys()]
  const count = Math.floor((period.toMs - period.fromMs) / (daysPerIncident * dayMs))
  const incidents = Array.from({ length: count }, () => {
    const fromMs = period.fromMs + random.next() * (period.toMs - period.fromMs)
    return { network: random.pick(networks), fromMs, toMs: fromMs + (2 + random.below(4)) * hourMs }
  })
  return ({ network, createdMs }) => {
    const factor = usual.get(network) ?? 1
    for (const incident of incidents)
      if (incident.network === network && createdMs >= incident.fromMs && createdMs < incident.toMs)
        return factor * incidentTrouble
    return factor
  }
}
