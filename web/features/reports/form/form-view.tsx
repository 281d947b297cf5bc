import { useNavigate, useSearch } from '@tanstack/react-router'
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react'
import type { Period } from '../../../../src/core/time/index.ts'
import { createFormats } from '../../../../src/messages/index.ts'
import type { ReportCreation } from '../../../api/report-api.ts'
import {
  SelectionContext,
  useLanguage,
  useT,
  useWorkedOutSelection,
  type WorkedOutSelection,
} from '../../../ui/index.ts'
import { periodText } from '../period-of-report.tsx'
import { contentOf, lastWhole, type OfferedType } from './report-content.ts'
import { parseReportFormSearch, type ReportFormSearch } from './report-form-search.ts'

/** What the form is set to, worked out from its address. */
interface FormView extends Omit<WorkedOutSelection, 'search' | 'period'> {
  readonly search: ReportFormSearch
  readonly types: readonly OfferedType[]
  readonly type: OfferedType
  /** What is reported; of a recurring report what it would have been of last. */
  readonly period: Period
  readonly content: Omit<ReportCreation, 'name'>
  /** What it is called unless somebody types a name. */
  readonly suggestedName: string
  /** Changes the address. Back leads out of the form, not through what was set in it. */
  readonly change: (changes: Partial<ReportFormSearch>) => void
}

const ViewContext = createContext<FormView | null>(null)

export function useFormView(): FormView {
  const view = use(ViewContext)
  if (view === null) throw new Error('useFormView needs a FormViewProvider above it')
  return view
}

interface FormViewProviderProps {
  readonly nowMs: number
  readonly types: readonly [OfferedType, ...OfferedType[]]
  readonly children: ReactNode
}

/** Gives the form and the controls of period and filters in it the address to work on. */
export function FormViewProvider({ nowMs, types, children }: FormViewProviderProps): ReactNode {
  const written = useSearch({ from: '/frame/reports/new' })
  const search = useMemo(() => parseReportFormSearch(written), [written])
  const navigate = useNavigate({ from: '/reports/new' })
  const selection = useWorkedOutSelection(search, nowMs)
  const [language] = useLanguage()
  const type = types.find((one) => one.type === search.type) ?? types[0]
  const change = useCallback<FormView['change']>(
    (changes) => {
      void navigate({
        search: (before) => ({ ...parseReportFormSearch({ ...before, ...changes }) }),
        replace: true,
        resetScroll: false,
      })
    },
    [navigate],
  )
  const suggestedName = useSuggestedName({ ...selection, search, type })
  const view = useMemo<FormView>(() => {
    const { zone } = selection
    const period = search.repeat === undefined ? selection.period : lastWhole(search.repeat, nowMs, zone)
    const content = contentOf({ search, type, period, zone, language })
    return { ...selection, search, types, type, period, content, suggestedName, change }
  }, [selection, search, types, type, suggestedName, language, nowMs, change])
  const controls = useMemo(() => ({ ...selection, change }), [selection, change])
  return (
    <ViewContext value={view}>
      <SelectionContext value={controls}>{children}</SelectionContext>
    </ViewContext>
  )
}

const maxNameLength = 100

/** By the type and what it is of, in the language of the page; a recurring report gets each period by itself. */
function useSuggestedName(asked: {
  readonly search: ReportFormSearch
  readonly type: OfferedType
  readonly selected: { readonly from: string; readonly to: string }
  readonly zone: string
}): string {
  const t = useT()
  const [language] = useLanguage()
  const { search, type, selected, zone } = asked
  const title = t(`reports.type_${type.type}`)
  if (search.repeat !== undefined) return title
  const of =
    search.invoice !== undefined && type.filters.includes('invoice_id')
      ? (search.invoice_number ?? '')
      : periodText(selected, createFormats({ language, timeZone: zone }))
  return (of === '' ? title : `${title}, ${of}`).slice(0, maxNameLength)
}
