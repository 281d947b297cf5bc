import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeTestCompany, openTestCompanies } from '../../test/support/companies.ts'
import type { Principal } from '../companies/index.ts'
import { type Facts, openFacts } from '../facts/index.ts'
import type { Records } from '../records/index.ts'
import { openRating, type Rating } from './open-rating.ts'

/** Prices on real records and a real, embedded store of facts. */
export interface RatedHouse {
  readonly records: Records
  readonly facts: Facts
  readonly rating: Rating
  /** Of the first company, which depends on none. */
  readonly owner: Principal
  close(): Promise<void>
}

/** A house whose clock stands still. What fails in its background fails the test. */
export async function openRatedHouse(nowMs: number): Promise<RatedHouse> {
  const clock = (): number => nowMs
  const folder = await mkdtemp(join(tmpdir(), 'tallybook-rating-'))
  const facts = await openFacts({ clock, dataDir: folder })
  await facts.migrate()
  const house = await openTestCompanies({ clock })
  const owner = await makeTestCompany(house.companies)
  const rating = openRating({ records: house.records, facts, clock, onError: rethrow })
  return {
    records: house.records,
    facts,
    rating,
    owner,
    async close() {
      await rating.close()
      await facts.close()
      await house.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function rethrow(error: unknown): never {
  throw error
}
