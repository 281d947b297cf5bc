import type { Clock } from '../../core/index.ts'
import type { CompanyFacts } from '../company/company-facts.ts'
import type { Engine } from '../connect/engine.ts'
import { localTable, type Topology } from '../connect/topology.ts'
import type { ShardFold } from '../fold/shard-fold.ts'
import { eraseOlder } from './erase-older.ts'
import { type ErasingShard, erasePerson } from './erase-person.ts'
import type { PersonFacts } from './person.ts'
import { countItems, personItems } from './person-items.ts'

interface Deps {
  readonly engineOf: (companyId: string) => Promise<Engine>
  readonly forCompany: (companyId: string) => CompanyFacts
  readonly clock: Clock
}

/** Persons on all shards; what tells of one lies on the shard of the company. */
export function openPersons(
  { layout, shards }: Topology,
  folds: ReadonlyMap<number, ShardFold>,
  { engineOf, forCompany, clock }: Deps,
): PersonFacts {
  const places = new Map<Engine, ErasingShard>(
    shards.flatMap(({ number, replicas }) => {
      const shard = folds.get(number)
      return shard ? [[shard.engine, { shard, replicas, clock }] as const] : []
    }),
  )
  async function placeOf(companyId: string): Promise<ErasingShard> {
    const place = places.get(await engineOf(companyId))
    if (!place) throw new TypeError('A company lies on a shard that there is not.')
    return place
  }
  return {
    find: (companyId, person) => countItems(forCompany(companyId), person),
    items: (companyId, person) => personItems(forCompany(companyId), person),
    erase: async (erasure) => await erasePerson(await placeOf(erasure.companyId), erasure),
    forget: async ({ companyId, erasureId }) => {
      const { engine } = (await placeOf(companyId)).shard
      await engine.run(
        'replay',
        `ALTER TABLE ${localTable(layout, 'erased_items')} DROP PARTITION '${erasureId}'`,
      )
    },
    eraseOlder: async (cuts) => {
      const byPlace = new Map<ErasingShard, (typeof cuts)[number][]>()
      for (const cut of cuts) {
        const place = await placeOf(cut.companyId)
        byPlace.set(place, [...(byPlace.get(place) ?? []), cut])
      }
      for (const [place, ofPlace] of byPlace) await eraseOlder(place, ofPlace)
    },
  }
}
