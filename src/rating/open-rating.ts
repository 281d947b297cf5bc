import type { BilledCompany, Principal } from '../companies/index.ts'
import type { NoPriceReason, PriceReason, PriceSimulation, Prices, Unrated } from '../contract/index.ts'
import type { Alone, Clock, Failure, Result } from '../core/index.ts'
import type { Facts } from '../facts/index.ts'
import { type AskedOnce, answeringOnce, type Records } from '../records/index.ts'
import { type Assignments, createAssignments } from './assignments.ts'
import { createBooks } from './books.ts'
import { ownPrices } from './own-prices.ts'
import { createPriceLists, type PriceLists } from './price-lists.ts'
import { type MessagePrice, type MessageToPrice, priceMessage } from './price-message.ts'
import type { PriceMirror } from './price-mirror.ts'
import { priceReason, type RememberedCharge } from './price-reason.ts'
import { PriceSync } from './price-sync.ts'
import { listPricedCompanies } from './priced-companies.ts'
import type { PriceListDeps } from './rating-deps.ts'
import { type SimulationRequest, simulate } from './simulate.ts'
import { unratedMessages } from './unrated.ts'
import { type VersionDrift, verifyRates } from './verify-rates.ts'
import { createVersions, type Versions } from './versions.ts'

export interface RatingOptions {
  readonly records: Records
  readonly facts: PriceMirror & Pick<Facts, 'forCompany' | 'rateDrifts' | 'unratedBelow'>
  readonly clock: Clock
  /** Of work in the background, which is tried again. */
  readonly onError: (error: unknown) => void
}

export type PriceChanges = PriceLists & Versions & Assignments

export interface Rating extends PriceLists, Versions, Assignments {
  /** The same, each change made once per key and answered as the first time; throws `IdempotencyConflict`. */
  once(asked: AskedOnce): PriceChanges
  pricedCompanies(caller: Principal): Promise<Result<readonly BilledCompany[], Failure<'forbidden'>>>
  /** What is in force for the caller's own company. */
  ownPrices(caller: Principal): Promise<Result<Prices, Failure<'forbidden' | 'not_found'>>>
  /** What a message would cost that is sent now; from memory. */
  priceMessage(
    companyId: string,
    message: MessageToPrice,
  ): Promise<Result<MessagePrice, Failure<NoPriceReason>>>
  /** List, version and rate behind a charge that the company pays or is paid; null where it may not see such a list. */
  priceReason(companyId: string, charge: RememberedCharge): Promise<PriceReason | null>
  simulate(
    caller: Principal,
    listId: string,
    number: number,
    asked: SimulationRequest,
  ): Promise<
    Result<
      PriceSimulation,
      Failure<'forbidden' | 'not_found' | 'invalid_period' | 'currency_mismatch' | 'too_many_rows'>
    >
  >
  unrated(
    caller: Principal,
    asked: { readonly from: string; readonly to: string },
  ): Promise<Result<Unrated, Failure<'forbidden' | 'invalid_period'>>>
  /** Keeps prices in the facts up to date from now on. `alone` gives the turn of the process that folds. */
  start(alone: Alone): void
  /** Brings prices and charges in the facts up to date now; nothing else may fold meanwhile. */
  bringUpToDate(): Promise<void>
  /** Where the facts have other rates than the records; what is put there already is never replaced by itself. */
  verifyRates(): Promise<readonly VersionDrift[]>
  /** Waits for what is under way. Records and facts stay open. */
  close(): Promise<void>
}

/** Price lists and the choice of a rate, in shapes of the API. */
export function openRating({ records, facts, clock, onError }: RatingOptions): Rating {
  const books = createBooks({ records, clock })
  const sync = new PriceSync({ records, mirror: facts, onError })
  const onChange = (): void => {
    books.clear()
    sync.wake()
  }
  const deps = { records, clock, onChange }
  return {
    ...changesOver(deps),
    once: (asked) => changesOver({ ...deps, records: answeringOnce(records, asked) }),
    pricedCompanies: (caller) => listPricedCompanies(records, caller),
    ownPrices: (caller) => ownPrices(deps, caller),
    priceMessage: (companyId, message) => priceMessage({ books, clock }, companyId, message),
    priceReason: (companyId, charge) => priceReason(records, companyId, charge),
    simulate: (caller, listId, number, asked) =>
      simulate({ records, facts }, caller, { listId, number }, asked),
    unrated: (caller, asked) => unratedMessages({ records, facts }, caller, asked),
    start: (alone) => sync.start(alone),
    bringUpToDate: () => sync.run(),
    verifyRates: () => verifyRates(records, facts),
    close: () => sync.stop(),
  }
}

function changesOver(deps: PriceListDeps): PriceChanges {
  return { ...createPriceLists(deps), ...createVersions(deps), ...createAssignments(deps) }
}
