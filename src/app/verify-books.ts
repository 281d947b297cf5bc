import type { ChargeDrift, DriftWindow, Facts, UsageTotal } from '../facts/index.ts'
import type { Invoicing } from '../invoicing/index.ts'
import type { Drift, Ledger, PostedUsage, UsageSetAside } from '../ledger/index.ts'
import type { Rating, VersionDrift } from '../rating/index.ts'
import type { UsagePoster } from './usage-poster.ts'

/** A place where one record does not follow from the one that it should follow from. */
export interface BookDrift {
  readonly companyId: string
  /** One sentence for whoever has to look into it. */
  readonly detail: string
}

export interface VerifyRooms {
  readonly facts: Pick<Facts, 'usage'>
  readonly ledger: Ledger
  readonly rating: Pick<Rating, 'bringUpToDate' | 'verifyRates'>
  readonly usagePoster: UsagePoster
  readonly invoicing: Pick<Invoicing, 'verifyInvoices'>
}

export interface VerifyBooksOptions {
  /** The ledger from its first entry on, and every invoice; by default from where it was found sound last, and the latest. */
  readonly isFull?: boolean
  /** Told after each piece, as a sentence. */
  readonly onProgress?: (sentence: string) => void
}

/**
 * Recomputes everything along the way of the money: charges from facts and price lists, posted entries from charges,
 * postings from entries, balances from postings, invoices from charges, payments from what brought them. Only in the process that folds. Folds and passes go on meanwhile: a window
 * of time that seems to differ is looked at once more in a turn in which nothing is folded or posted, and only what differs
 * then is a drift. Done twice at once it says the same twice.
 */
export async function verifyBooks(
  rooms: VerifyRooms,
  { isFull = false, onProgress = () => undefined }: VerifyBooksOptions = {},
): Promise<readonly BookDrift[]> {
  const { ledger, rating, usagePoster } = rooms
  await rating.bringUpToDate()
  const books = await usagePoster.whileNothingIsPosted(() => readBooks(rooms))
  const drifts = (await rating.verifyRates()).map(fromRates)
  onProgress('Rates in the facts are compared with the price lists.')
  for (const shard of rooms.facts.usage.shardNumbers)
    drifts.push(...(await verifyShard(rooms, shard, onProgress)))
  const entered: UsageTotal[] = []
  for (const [shard, version] of books.postedVersions)
    entered.push(...(await rooms.facts.usage.enteredTotals(shard, version)))
  drifts.push(...differences(entered, books.posted))
  onProgress('Usage in the facts and in the ledger is compared.')
  const ofLedger = await ledger.verifyBalances({
    isFull,
    onProgress: (companies) => onProgress(`Balances of ${companies} companies are verified.`),
  })
  const ofInvoices = await rooms.invoicing.verifyInvoices({
    isFull,
    onProgress: (invoices) => onProgress(`${invoices} invoices are compared with their charges.`),
  })
  return [
    ...drifts,
    ...ofInvoices,
    ...ofLedger.map(fromLedger),
    ...(await ledger.usageSetAside()).map(fromSetAside),
  ]
}

interface Books {
  readonly postedVersions: ReadonlyMap<number, bigint>
  readonly posted: readonly PostedUsage[]
}

/** Both of one moment: how far usage is posted, and what that came to. */
async function readBooks({ facts, ledger }: VerifyRooms): Promise<Books> {
  const postedVersions = new Map<number, bigint>()
  for (const shard of facts.usage.shardNumbers)
    postedVersions.set(shard, await ledger.lastPostedVersion(String(shard)))
  return { postedVersions, posted: await ledger.postedUsage() }
}

async function verifyShard(
  rooms: VerifyRooms,
  shard: number,
  onProgress: (sentence: string) => void,
): Promise<readonly BookDrift[]> {
  const { usage } = rooms.facts
  const windows = await usage.driftWindows(shard)
  const drifts: BookDrift[] = []
  for (const [index, window] of windows.entries()) {
    const postedVersion = await rooms.ledger.lastPostedVersion(String(shard))
    const suspected = await usage.drifts(shard, { window, postedVersion, isAlone: false })
    if (suspected.length > 0) drifts.push(...(await confirm(rooms, shard, window)))
    const month = new Date(window.fromMs).toISOString().slice(0, 7)
    onProgress(`Shard ${shard}: charges of ${month} are verified (${index + 1} of ${windows.length} pieces).`)
  }
  return drifts
}

/** Looks again, with prices up to date and everything posted. */
async function confirm(
  { facts, ledger, rating, usagePoster }: VerifyRooms,
  shard: number,
  window: DriftWindow,
): Promise<readonly BookDrift[]> {
  await rating.bringUpToDate()
  return await usagePoster.whileNothingIsPosted(async () => {
    const postedVersion = await ledger.lastPostedVersion(String(shard))
    const found = await facts.usage.drifts(shard, { window, postedVersion, isAlone: true })
    return found.map((drift) => fromCharges(drift, window))
  })
}

function fromRates({ sellerId, versionId, node, count, example }: VersionDrift): BookDrift {
  const which = example === '' ? '' : `, among them ${example}`
  return {
    companyId: sellerId,
    detail: `${count} rates of the price list version ${versionId} on the ClickHouse node ${node} are not those of the records${which}. Delete its rows from the table of rates there (ALTER TABLE … DELETE WHERE startsWith(rate_key, '${versionId}|')), start again, and run npx tallybook rebuild.`,
  }
}

function fromCharges(
  { between, companyId, count, example }: ChargeDrift,
  { fromMs }: DriftWindow,
): BookDrift {
  const month = new Date(fromMs).toISOString().slice(0, 7)
  return {
    companyId,
    detail:
      between === 'charge'
        ? `${count} messages of ${month} are not charged as the price lists say, among them ${example}.`
        : `${count} lines of posted usage of ${month} differ from the charges, among them those of the message with the key ${example}.`,
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

const causes: Record<UsageSetAside['reason'], string> = {
  unknown_company: 'there is no such company',
  currency_mismatch: 'the company keeps its books in another currency',
  amount_out_of_range: 'the balance would leave its bounds',
}

function fromSetAside({ companyId, passId, currency, amountMicros, reason }: UsageSetAside): BookDrift {
  return {
    companyId,
    detail: `Usage of ${amountMicros} micro-${currency} (pass ${passId}) waits to be posted: ${causes[reason]}. It is posted by itself once that is mended.`,
  }
}
