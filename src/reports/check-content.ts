import { allow, can, type Principal } from '../companies/index.ts'
import type { ReportCreate, ReportFilters, Scope } from '../contract/index.ts'
import { type Failure, fail, ok, parseTimeZone, type Result } from '../core/index.ts'
import type { ReportContent, ReportDefinition, ReportPeriod } from './definitions/definition.ts'
import { definitionOf } from './report-definitions.ts'

export type ContentFailure = Failure<
  | 'forbidden'
  | 'unknown_report_type'
  | 'invalid_filter'
  | 'invalid_column'
  | 'invalid_dimension'
  | 'invalid_period'
  | 'invalid_time_zone'
>

export interface CheckedContent {
  readonly definition: ReportDefinition
  readonly content: ReportContent
  readonly scopes: readonly Scope[]
}

type AskedContent = Omit<ReportCreate, 'name' | 'from' | 'to'>

/** What is asked for, against what its type takes and what the caller may see. */
export function checkContent(caller: Principal, asked: AskedContent): Result<CheckedContent, ContentFailure> {
  const definition = definitionOf(asked.type)
  if (!definition) return fail('unknown_report_type', `Reports of the type ${asked.type} cannot be made yet.`)
  const filters = asked.filters ?? {}
  const scopes = definition.scopesOf(filters)
  for (const scope of scopes) {
    const allowed = allow(caller, scope)
    if (!allowed.ok) return allowed
  }
  const fits = checkChoices(definition, asked, filters)
  if (!fits.ok) return fits
  const zone = parseTimeZone(asked.time_zone ?? caller.company.time_zone)
  if (!zone.ok) return zone
  const showsPersons = tellsOfPersons(definition, asked) && can(caller, 'personal_data:read')
  return ok({
    definition,
    scopes: showsPersons ? [...scopes, 'personal_data:read'] : scopes,
    content: {
      type: asked.type,
      filters,
      columns: asked.columns ?? null,
      groupBy: asked.group_by ?? null,
      granularity: asked.granularity ?? null,
      timeZone: zone.value,
      language: asked.language,
    },
  })
}

/** Senders are persons where messages come in: a report by them is one of persons. */
function tellsOfPersons(definition: ReportDefinition, asked: AskedContent): boolean {
  const bySender = asked.group_by?.includes('sender') === true || asked.filters?.sender !== undefined
  return definition.showsPersons === true || bySender
}

function checkChoices(
  definition: ReportDefinition,
  asked: AskedContent,
  filters: ReportFilters,
): Result<void, ContentFailure> {
  const unknownFilter = Object.keys(filters).find((name) => !definition.filters.some((own) => own === name))
  if (unknownFilter !== undefined)
    return fail(
      'invalid_filter',
      `A report of the type ${asked.type} has no filter ${unknownFilter}: it takes ${definition.filters.join(', ')}.`,
    )
  const columns = asked.columns ?? []
  const unknownColumn = columns.find((key) => !definition.columns.some((own) => own.key === key))
  if (unknownColumn !== undefined)
    return fail('invalid_column', `A report of the type ${asked.type} has no column ${unknownColumn}.`)
  if (new Set(columns).size < columns.length) return fail('invalid_column', 'Name each column once.')
  const groupBy = asked.group_by ?? []
  const unknownDimension = groupBy.find((key) => !definition.groupBy.some((own) => own.key === key))
  if (unknownDimension !== undefined || new Set(groupBy).size < groupBy.length)
    return fail('invalid_dimension', 'Divide rows by dimensions of the type, each named once.')
  return ok(undefined)
}

const longestPeriodMs = 5 * 366 * 86_400_000

/** The period of a report; none where it is of an invoice. */
export function checkPeriod(
  asked: Pick<ReportCreate, 'from' | 'to' | 'filters'>,
): Result<ReportPeriod | null, Failure<'invalid_period'>> {
  if (asked.filters?.invoice_id !== undefined && asked.from === undefined && asked.to === undefined)
    return ok(null)
  if (asked.from === undefined || asked.to === undefined)
    return fail('invalid_period', 'Say from when to when: send from and to.')
  const lengthMs = Date.parse(asked.to) - Date.parse(asked.from)
  if (!(lengthMs > 0)) return fail('invalid_period', 'Let the period end after it begins.')
  if (lengthMs > longestPeriodMs) return fail('invalid_period', 'Ask for at most five years at once.')
  return ok({ from: asked.from, to: asked.to })
}
