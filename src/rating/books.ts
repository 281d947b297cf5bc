import { LRUCache } from 'lru-cache'
import { ShortCache } from '../companies/index.ts'
import type { Clock } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import { type Validity, validityAt } from './price-plan.ts'
import { compileRateBook, type RateBook } from './rate-book.ts'
import { readRates } from './rate-rows.ts'
import { readValidities } from './read-plans.ts'

/** Rates held in memory, about 300 bytes each. */
const maxRatesHeld = 500_000
/** Changes by this process show at once, those by others within this time. */
const keepPlansMs = 3_000
const maxPlansHeld = 10_000

/** Prices in memory, for questions that cannot wait. */
export interface Books {
  /** What is in force for a company at an instant; null: nothing. */
  inForce(companyId: string, atMs: number): Promise<Validity | null>
  /** Of a published version only: it never changes. */
  book(versionId: string): Promise<RateBook>
  /** What is in force changed. */
  clear(): void
}

export function createBooks({ records, clock }: { records: Records; clock: Clock }): Books {
  const plans = new ShortCache<readonly Validity[]>({ clock, keepMs: keepPlansMs, max: maxPlansHeld })
  const books = new LRUCache<string, RateBook>({
    maxSize: maxRatesHeld,
    sizeCalculation: ({ rateCount }) => rateCount + 1,
    fetchMethod: async (versionId) => compileRateBook(await readRates(records.system, versionId)),
  })
  return {
    async inForce(companyId, atMs) {
      const validities = await plans.get(companyId, () =>
        records.withCompany(companyId, (db) => readValidities(db, companyId)),
      )
      return validityAt(validities ?? [], atMs) ?? null
    },
    async book(versionId) {
      const book = await books.fetch(versionId)
      if (!book) throw new Error(`The rates of version ${versionId} were not read.`)
      return book
    },
    clear: () => plans.clear(),
  }
}
