import type { Company } from '../../contract/index.ts'
import { type ApiMoney, fromApiMoney, ok, type Result, toApiMoney } from '../../core/index.ts'
import type { TableNote } from '../../documents/index.ts'
import { createFormats, createTranslate, wordOf } from '../../messages/index.ts'
import { aboutPeriod } from '../export-values.ts'
import type {
  OpenFailure,
  ReportAsked,
  ReportColumn,
  ReportDefinition,
  ReportPeriod,
  ReportSources,
  ReportTable,
} from './definition.ts'
import { ownColumn } from './own-column.ts'
import { requiredPeriod } from './required-period.ts'

const columns: readonly ReportColumn[] = [
  ownColumn('company', 'text', 'report_files.company'),
  ownColumn('company_id', 'text', 'report_files.company_id'),
  ownColumn('channel', 'text', 'report_files.channel'),
  ownColumn('sent', 'integer', 'report_files.sent'),
  ownColumn('delivered', 'integer', 'report_files.delivered'),
  ownColumn('segments', 'integer', 'report_files.segments'),
  ownColumn('pays_you', 'money', 'report_files.pays_you'),
  ownColumn('you_pay', 'money', 'report_files.you_pay'),
]

/**
 * One row for each company that buys from the caller's and each channel, and one for each author of messages of its chats: what it
 * pays the caller, and what the caller pays for it further up. Of the same messages as the pages of these companies.
 */
export const dependentCompanies: ReportDefinition = {
  type: 'dependent_companies',
  service: 'companies',
  scopesOf: () => ['billing:manage', 'metrics:read'],
  filters: ['with_expenses'],
  groupBy: [],
  defaultGroupBy: [],
  columns,
  isSchedulable: true,
  open: openDependents,
}

async function openDependents(
  asked: ReportAsked,
  sources: ReportSources,
): Promise<Result<ReportTable, OpenFailure>> {
  const period = requiredPeriod(asked)
  if (!period.ok) return period
  const { caller, filters, timeZone, language } = asked
  const t = createTranslate(language)
  const formats = createFormats({ language, timeZone })
  const customers = await sources.customersOf(caller.companyId)
  const sums = { paysYou: new Sums(), youPay: new Sums() }
  return ok({
    timeZone,
    columns,
    totalRows: null,
    about: [
      ...aboutPeriod({ company: caller.company.name, ...period.value, timeZone }, { t, formats }),
      ...(filters.with_expenses === true
        ? [{ label: t('report_files.with_expenses'), value: t('report_files.yes') }]
        : []),
    ],
    pages: pagesOf(customers, {
      linesOf: (company) =>
        linesOf(company, { payerId: caller.companyId, period: period.value, timeZone }, sources),
      withExpenses: filters.with_expenses === true,
      toCells: (company, line) => {
        sums.paysYou.add(line.paysYou)
        for (const amount of line.youPay) sums.youPay.add(amount)
        const { of } = line
        const name =
          'channel' in of ? wordOf(t, 'channel', of.channel) : t(`report_files.chats_of_${of.author}`)
        return cellsOf(company, line, name)
      },
    }),
    totals: () => [
      ...sums.paysYou.notes(t('report_files.total_pays_you')),
      ...sums.youPay.notes(t('report_files.total_you_pay')),
    ],
  })
}

interface Line {
  /** A channel of messages, or whose messages of chats they are. */
  readonly of: { readonly channel: string } | { readonly author: ChatAuthor }
  readonly sent: number
  /** Null: messages of chats have no receipts. */
  readonly delivered: number | null
  readonly segments: number | null
  readonly paysYou: ApiMoney | null
  /** In each currency that the caller paid in, which change with its price list. */
  readonly youPay: readonly ApiMoney[]
}

async function linesOf(
  company: Company,
  asked: { readonly payerId: string; readonly period: ReportPeriod; readonly timeZone: string },
  { metrics }: ReportSources,
): Promise<readonly Line[]> {
  const period = { ...asked.period, time_zone: asked.timeZone }
  const own = await metrics.query(company, {
    ...period,
    metrics: ['messages.sent', 'messages.delivered', 'messages.segments', 'messages.spend'],
    by: ['channel'],
    order: [{ key: 'channel', direction: 'asc' }],
    limit: 10_000,
  })
  if (!own.ok) throw new Error(`the numbers of a customer could not be read: ${own.failure.detail}`)
  const chats = await chatLinesOf(company, asked, metrics)
  const paid = await metrics.payerCharges(company, { ...period, payerId: asked.payerId })
  if (!paid.ok) throw new Error(`the charges of a customer could not be read: ${paid.failure.detail}`)
  const channels = own.value.rows.map((row) => ({
    of: { channel: String(row['channel'] ?? '') },
    sent: Number(row['messages.sent'] ?? 0),
    delivered: Number(row['messages.delivered'] ?? 0),
    segments: row['messages.segments'] === null ? null : Number(row['messages.segments']),
    paysYou: moneyOf(row['messages.spend']),
    youPay: paid.value.filter(({ channel }) => channel === row['channel']).map(({ amount }) => amount),
  }))
  return [...channels, ...chats]
}

const chatAuthors = ['customer', 'operator', 'bot'] as const
type ChatAuthor = (typeof chatAuthors)[number]

/** Messages of chats as the page of chats counts them, with what is charged for them; none of who wrote none. */
async function chatLinesOf(
  company: Company,
  asked: { readonly payerId: string; readonly period: ReportPeriod; readonly timeZone: string },
  metrics: ReportSources['metrics'],
): Promise<readonly Line[]> {
  const period = { ...asked.period, time_zone: asked.timeZone }
  const counted = await metrics.query(company, {
    ...period,
    metrics: chatAuthors.map((author) => `chats.messages_${author}` as const),
    by: [],
    limit: 1,
  })
  if (!counted.ok) throw new Error(`the chats of a customer could not be read: ${counted.failure.detail}`)
  const charged = await metrics.chatAuthorCharges(company, { ...period, payerId: asked.payerId })
  if (!charged.ok)
    throw new Error(`the charges of a customer's chats could not be read: ${charged.failure.detail}`)
  return chatAuthors.flatMap((author) => {
    const sent = Number(counted.value.totals[`chats.messages_${author}`] ?? 0)
    const amounts = (side: 'own' | 'payer') =>
      charged.value.filter((one) => one.author === author && one.side === side).map(({ amount }) => amount)
    const [paysYou = null] = amounts('own')
    const youPay = amounts('payer')
    return sent === 0 && paysYou === null && youPay.length === 0
      ? []
      : [{ of: { author }, sent, delivered: null, segments: null, paysYou, youPay }]
  })
}

function moneyOf(value: unknown): ApiMoney | null {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value
    ? { amount: String(value.amount), currency: String(value.currency) }
    : null
}

async function* pagesOf(
  customers: readonly Company[],
  how: {
    readonly linesOf: (company: Company) => Promise<readonly Line[]>
    readonly withExpenses: boolean
    readonly toCells: (company: Company, line: Line) => readonly (readonly unknown[])[]
  },
): AsyncGenerator<readonly (readonly unknown[])[]> {
  for (const company of customers) {
    const lines = await how.linesOf(company)
    const hasExpenses = lines.some(({ paysYou, youPay }) => [paysYou, ...youPay].some(isAboveZero))
    if (lines.length > 0 && (hasExpenses || !how.withExpenses))
      yield lines.flatMap((line) => how.toCells(company, line))
  }
}

function isAboveZero(money: ApiMoney | null): boolean {
  return money !== null && /[1-9]/.test(money.amount)
}

/** One row, and one more for each further currency that the caller paid in. */
function cellsOf(company: Company, line: Line, lineName: string): readonly (readonly unknown[])[] {
  const [first = null, ...others] = line.youPay
  const name = [company.name, company.id, lineName]
  return [
    [...name, line.sent, line.delivered, line.segments, line.paysYou, first],
    ...others.map((amount) => [...name, null, null, null, null, amount]),
  ]
}

/** Sums of money by currency. */
class Sums {
  readonly #micros = new Map<string, bigint>()

  add(money: ApiMoney | null): void {
    if (money === null) return
    const read = fromApiMoney(money)
    if (!read.ok) throw new Error(`no money: ${money.amount} ${money.currency}`)
    const { currency, amountMicros } = read.value
    this.#micros.set(currency, (this.#micros.get(currency) ?? 0n) + amountMicros)
  }

  notes(label: string): TableNote[] {
    return [...this.#micros].map(([currency, amountMicros]) => ({
      label,
      value: toApiMoney({ currency, amountMicros }),
      type: 'money',
    }))
  }
}
