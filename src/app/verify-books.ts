import type { ChargeDrift, Facts, UsageTotal } from '../facts/index.ts'
import type { Drift, Ledger } from '../ledger/index.ts'
import type { Rating } from '../rating/index.ts'
import type { UsagePoster } from './usage-poster.ts'

/** A place where one record does not follow from the one that it should follow from. */
export interface BookDrift {
  readonly companyId: string
  /** One sentence for whoever has to look into it. */
  readonly detail: string
}

/**
 * Recomputes everything along the way of the money: charges from facts and price lists, posted entries from charges,
 * postings from entries, balances from postings. Prices are brought to the facts and what is folded is posted before, and
 * nothing is posted meanwhile. Only in the process that folds.
 */
export async function verifyBooks(rooms: {
  readonly facts: Pick<Facts, 'usage'>
  readonly ledger: Ledger
  readonly rating: Pick<Rating, 'bringUpToDate'>
  readonly usagePoster: UsagePoster
}): Promise<readonly BookDrift[]> {
  const { facts, ledger, rating, usagePoster } = rooms
  await rating.bringUpToDate()
  return await usagePoster.whileNothingIsPosted(async () => {
    const drifts: BookDrift[] = []
    const entered: UsageTotal[] = []
    for (const shard of facts.usage.shardNumbers) {
      const postedVersion = await ledger.lastPostedVersion(String(shard))
      drifts.push(...(await facts.usage.drifts(shard, postedVersion)).map(fromCharges))
      entered.push(...(await facts.usage.enteredTotals(shard)))
    }
    drifts.push(...differences(entered, await ledger.postedUsage()))
    drifts.push(...(await ledger.verifyBalances()).map(fromLedger))
    return drifts
  })
}

function fromCharges({ between, companyId, count, example }: ChargeDrift): BookDrift {
  return {
    companyId,
    detail:
      between === 'charge'
        ? `${count} messages are not charged as the price lists say, among them ${example}.`
        : `${count} lines of posted usage differ from the charges, among them those of the message with the key ${example}.`,
  }
}

type Sum = Pick<UsageTotal, 'payerId' | 'currency' | 'amountMicros'>

/** Sums of entries in the facts against sums of postings in the ledger, payer by payer. */
function differences(entered: readonly Sum[], posted: readonly Sum[]): readonly BookDrift[] {
  const sums = new Map<string, { entered: bigint; posted: bigint }>()
  const sumOf = ({ payerId, currency }: Sum) => {
    const key = `${payerId} ${currency}`
    const sum = sums.get(key) ?? { entered: 0n, posted: 0n }
    sums.set(key, sum)
    return sum
  }
  for (const sum of entered) sumOf(sum).entered += sum.amountMicros
  for (const sum of posted) sumOf(sum).posted += sum.amountMicros
  return [...sums]
    .filter(([, sum]) => sum.entered !== sum.posted)
    .map(([key, sum]) => {
      const [companyId = '', currency = ''] = key.split(' ')
      const detail = `Usage of ${sum.entered} micro-${currency} is in the facts and ${sum.posted} in the ledger.`
      return { companyId, detail }
    })
}

function fromLedger({ kind, companyId, id, number, storedMicros, expectedMicros }: Drift): BookDrift {
  const place = number === null ? id : `${id}, entry ${number}`
  return {
    companyId,
    detail: `Ledger, ${kind} of ${place}: ${storedMicros} is stored and ${expectedMicros} expected.`,
  }
}
