import type { ReportFilters, ReportType } from '../../contract/index.ts'
import { uuidV7 } from '../../core/index.ts'
import { createTranslate } from '../../messages/index.ts'
import type { ReportDefinition } from '../definitions/definition.ts'
import { definitionOf } from '../report-definitions.ts'
import { languageOf } from '../report-row.ts'
import type { ReportsDeps } from '../reports-deps.ts'
import { periodAround } from './period-of-unit.ts'

interface Automatic {
  readonly type: ReportType
  readonly filters: ReportFilters
}

/** What is made on the 1st of each month without being asked for: one report for each service that was used in the month. */
const automatic: readonly Automatic[] = [
  { type: 'message_summary', filters: {} },
  { type: 'chat_operators', filters: {} },
  { type: 'calls', filters: {} },
  { type: 'account_statement', filters: {} },
  { type: 'dependent_companies', filters: { with_expenses: true } },
]

const companiesAtOnce = 200

/** Has the schedules that are there by themselves stand in the records: of one company, or of all that miss some. */
export async function ensureAutomatic(
  { records, clock }: Pick<ReportsDeps, 'records' | 'clock'>,
  companyId?: string,
): Promise<void> {
  for (const { type, filters } of automatic) {
    const definition = definitionOf(type)
    if (definition) await ensureOne({ records, clock }, { definition, filters, companyId })
  }
}

async function ensureOne(
  { records, clock }: Pick<ReportsDeps, 'records' | 'clock'>,
  asked: {
    readonly definition: ReportDefinition
    readonly filters: ReportFilters
    readonly companyId: string | undefined
  },
): Promise<void> {
  const { definition, filters, companyId } = asked
  const missing = await records.system
    .selectFrom('companies')
    .leftJoin('notice_settings', 'notice_settings.company_id', 'companies.id')
    .select(['companies.id', 'companies.time_zone', 'notice_settings.language'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('report_schedules')
            .select('report_schedules.id')
            .whereRef('report_schedules.company_id', '=', 'companies.id')
            .where('report_schedules.is_automatic', '=', true)
            .where('report_schedules.service', '=', definition.service),
        ),
      ),
    )
    .$if(companyId !== undefined, (q) => q.where('companies.id', '=', String(companyId)))
    .limit(companiesAtOnce)
    .execute()
  const nowMs = clock()
  for (const company of missing) {
    const language = languageOf(company.language ?? 'en')
    const { fromMs, toMs } = periodAround(nowMs, 'monthly', company.time_zone)
    await records.system
      .insertInto('report_schedules')
      .values({
        id: uuidV7(nowMs),
        company_id: company.id,
        name: createTranslate(language)(`reports.type_${definition.type}`),
        service: definition.service,
        type: definition.type,
        scopes: [...definition.scopesOf(filters)],
        format: 'xlsx',
        language,
        filters: JSON.stringify(filters),
        created_at: new Date(nowMs),
        frequency: 'monthly',
        recipients: JSON.stringify([]),
        is_automatic: true,
        next_from: new Date(fromMs),
        next_at: new Date(toMs),
      })
      // Another process was faster.
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
