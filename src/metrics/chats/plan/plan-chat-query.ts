import type {
  ChatDimension,
  ChatFilters,
  ChatItemsQuery,
  ChatMetricName,
  ChatQuery,
} from '../../../contract/index.ts'
import { chatDimensions } from '../../../contract/index.ts'
import { type Failure, fail, ok, type Result } from '../../../core/index.ts'
import type { PeriodInZone } from '../../plan/period-of.ts'
import type { PlanContext, PlanFailure } from '../../plan/plan-query.ts'
import { planTable } from '../../plan/plan-table.ts'
import { canBeDividedBy, chatMetricSpec } from '../catalogue/chat-catalogue.ts'
import type { ChatTerms } from '../catalogue/chat-measure.ts'
import type { ChatMetricSpec } from '../catalogue/chat-metric-spec.ts'
import type { ChatPlan, ChatScope, PlannedMetric } from './chat-plan.ts'

/** Checks a question about chats and turns it into a plan, or says what to change. */
export function planChatQuery(
  inZone: PeriodInZone,
  query: ChatQuery,
  context: Pick<PlanContext, 'asOfMs'>,
): Result<ChatPlan, PlanFailure> {
  const table = planTable(inZone, query)
  if (!table.ok) return table
  const { filters = {} } = query
  const specs = query.metrics.map(chatMetricSpec)
  const possible = checkDivision(specs, query.by, filters)
  if (!possible.ok) return possible
  const scope = chatScope(inZone, query, filters, context.asOfMs)
  return ok({
    ...table.value,
    ...scope,
    metrics: specs.map((spec) => plannedMetric(spec, scope.terms)),
    dimensions: query.by.map((name) => ({ name })),
  })
}

export interface PlannedItems {
  readonly scope: ChatScope
  readonly metric: PlannedMetric
}

/** The same for the items behind one number. */
export function planChatItems(
  inZone: PeriodInZone,
  query: Pick<ChatItemsQuery, 'metric' | 'filters'>,
  context: Pick<PlanContext, 'asOfMs'>,
): Result<PlannedItems, Failure<'invalid_filter' | 'invalid_dimension'>> {
  const { filters = {} } = query
  const spec = chatMetricSpec(query.metric)
  const possible = checkDivision([spec], [], filters)
  if (!possible.ok) return possible
  const scope = chatScope(inZone, { by: [] }, filters, context.asOfMs)
  return ok({ scope, metric: plannedMetric(spec, scope.terms) })
}

function chatScope(
  { period, zone }: PeriodInZone,
  { by }: Pick<ChatQuery, 'by'>,
  filters: ChatFilters,
  asOfMs: number,
): ChatScope {
  return { period, zone, filters, terms: termsOf(by, filters), asOfMs }
}

/** What belongs to an item and not to its chat. */
const ofItems = ['group', 'operator', 'close_by', 'band'] as const

function termsOf(by: readonly ChatDimension[], filters: ChatFilters): ChatTerms {
  const { clock = 'arrival', business_time: business = false } = filters
  const dependsOnItems = ofItems.some((name) => by.includes(name) || filters[name] !== undefined)
  return { clock, business, wholeChats: clock === 'arrival' && !dependsOnItems }
}

function plannedMetric(spec: ChatMetricSpec, terms: ChatTerms): PlannedMetric {
  const { name, whenEmpty } = spec
  return spec.kind === 'presence'
    ? { kind: 'presence', name, whenEmpty, presence: spec.presence }
    : { kind: 'items', name, whenEmpty, count: spec.count(terms) }
}

function checkDivision(
  specs: readonly ChatMetricSpec[],
  by: readonly ChatDimension[],
  filters: ChatFilters,
): Result<void, Failure<'invalid_dimension' | 'invalid_filter'>> {
  const filtered = chatDimensions.filter((name) => name !== 'time' && filters[name] !== undefined)
  const refused = (names: readonly ChatDimension[]) =>
    names
      .map((name) => ({ name, spec: specs.find((spec) => !canBeDividedBy(spec, name)) }))
      .find(({ spec }) => spec !== undefined)
  const dimension = refused(by)
  if (dimension)
    return fail('invalid_dimension', cannotBe(dimension.spec?.name, 'divided by', dimension.name))
  const filter = refused(filtered)
  if (filter) return fail('invalid_filter', cannotBe(filter.spec?.name, 'filtered by', filter.name))
  const durations = new Set(specs.map((spec) => (spec.kind === 'items' ? spec.duration : null)))
  if (durations.size > 1 && (by.includes('band') || filters.band))
    return fail(
      by.includes('band') ? 'invalid_dimension' : 'invalid_filter',
      'Bands are of one duration: ask for metrics of one kind of duration at once.',
    )
  return ok(undefined)
}

function cannotBe(metric: ChatMetricName | undefined, what: string, name: ChatDimension): string {
  return `The metric ${metric} cannot be ${what} ${name}: leave one of the two out.`
}
