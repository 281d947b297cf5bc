import { uuidV7 } from '../../core/index.ts'
import { hashInput } from '../../records/index.ts'
import { buildDocument } from '../build-document.ts'
import { prepaidOf } from '../invoice-amounts.ts'
import type { DocumentDraft, PassVersions } from '../issue-document.ts'
import type { WordsIn } from '../line-words.ts'
import { addDays, localDay } from '../local-day.ts'
import { type Dealing, languageOf } from '../seller.ts'
import type { OpenMonth } from './month-rows.ts'
import type { MonthUsage, SettledMonth } from './settle-month.ts'

export interface MonthDraftParts {
  readonly month: OpenMonth
  readonly dealing: Dealing
  readonly settled: Extract<SettledMonth, { outcome: 'invoiced' }>
  readonly throughPasses: PassVersions
  readonly monthStartsMs: MonthUsage['monthStartsMs']
  /** Money of the company that no invoice took yet. */
  readonly fundsMicros: bigint
  /** How many invoices of this month were issued and made void. */
  readonly voids: number
  readonly wordsIn: WordsIn
  readonly nowMs: number
}

/** The invoice of a month, before it has its number. */
export function draftMonth(parts: MonthDraftParts): DocumentDraft {
  const { month, dealing, settled, throughPasses, nowMs } = parts
  const { buyer, supplier } = dealing
  const { settings, lines, treatment, minorDigits } = settled
  const issuedOn = localDay(nowMs, supplier.timeZone)
  const amounts = {
    ...settled.amounts,
    ...prepaidOf(settled.amounts.grossMicros, parts.fundsMicros, minorDigits),
  }
  const language = languageOf(dealing)
  return {
    id: uuidV7(nowMs),
    companyId: buyer.id,
    supplier: { id: supplier.id, role: supplier.role },
    kind: 'invoice',
    series: settings.series.invoice,
    issuedOn,
    currency: buyer.currency,
    amounts,
    usage: {
      fromMs: month.fromMs,
      toMs: month.toMs,
      timeZone: month.timeZone,
      afterPasses: month.afterPasses,
      throughPasses,
      monthStartsMs: parts.monthStartsMs,
      lines,
    },
    corrects: null,
    document: buildDocument({
      kind: 'invoice',
      issuedOn,
      dueOn: addDays(issuedOn, settings.paymentDays),
      period: {
        from: localDay(month.fromMs, month.timeZone),
        to: localDay(month.toMs - 1, month.timeZone),
        timeZone: month.timeZone,
      },
      currency: buyer.currency,
      minorDigits,
      language,
      corrects: null,
      supplier: supplier.details,
      buyer: buyer.details,
      lines,
      amounts,
      treatment,
      words: parts.wordsIn(language, month.timeZone),
    }),
    idempotencyKey: `month:${new Date(month.toMs).toISOString()}:${parts.voids}`,
    inputHash: hashInput({
      month: month.id,
      passes: JSON.stringify(throughPasses),
      gross: amounts.grossMicros.toString(),
    }),
    by: { userId: null, name: null },
  }
}
