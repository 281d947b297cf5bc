import { useQuery } from '@tanstack/react-query'
import type { ReportFilterName, ReportFilters } from '../../../src/contract/index.ts'
import { type MessageKey, wordOf } from '../../../src/messages/index.ts'
import { catalogueQuery } from '../../api/queries.ts'
import { bandText } from '../../ui/chat-selection/band-text.ts'
import { useChatNames } from '../../ui/chat-selection/use-chat-names.ts'
import { useFormat, useLanguage, useT, useValueNames } from '../../ui/index.ts'
import { useCustomers } from '../../ui/invoicing/use-customers.ts'
import { latencyBandText } from '../../ui/selection/latency-band.ts'

export interface FilterText {
  readonly name: string
  readonly label: string
  readonly text: string
}

/** Writes the filters of a report for the reader, one line each. */
export function useFilterTexts(): (filters: ReportFilters) => readonly FilterText[] {
  const textOf = useFilterText()
  const labelOf = useFilterLabel()
  return (filters) =>
    Object.entries(filters).flatMap(([name, value]) => {
      if (value === undefined) return []
      const known = name as ReportFilterName
      return [{ name, label: labelOf(known), text: textOf(known, value) }]
    })
}

type PlainKey = Extract<MessageKey, `report_form.${string}` | `words.${string}`>

/** Filters that are no dimensions. */
const labelKeys = {
  metric: 'report_form.metric',
  search: 'report_form.search',
  company_id: 'report_form.company',
  transaction_kind: 'report_form.kinds',
  usage: 'report_form.usage',
  with_expenses: 'report_form.with_expenses',
  clock: 'words.filter_clock',
  business_time: 'words.filter_business_time',
  with_customer_messages: 'words.filter_customer_messages',
} as const satisfies Partial<Record<ReportFilterName, PlainKey>>

function useFilterLabel(): (name: ReportFilterName) => string {
  const t = useT()
  return (name) => {
    if (name === 'invoice_id') return t('report_page.of_invoice')
    if (name in labelKeys) return t(labelKeys[name as keyof typeof labelKeys])
    return plain(t, `words.dimension_${name}`)
  }
}

/** A key that may be of a dimension that the pages do not know: it is shown as it is. */
function plain(t: ReturnType<typeof useT>, key: string): string {
  return (t as (key: string) => string)(key)
}

function useFilterText(): (name: ReportFilterName, value: unknown) => string {
  const t = useT()
  const format = useFormat()
  const [language] = useLanguage()
  const messageName = useValueNames()
  const { nameOf: chatName } = useChatNames()
  const { customers } = useCustomers()
  const { data: catalogue } = useQuery(catalogueQuery)
  const oneOf = (name: ReportFilterName, value: unknown): string => {
    switch (name) {
      case 'messenger':
      case 'chat':
      case 'group':
      case 'operator':
      case 'close_by':
        return chatName(name, asText(value))
      case 'direction':
      case 'result':
        return value === null ? t('selection.not_stated') : wordOf(t, name, String(value))
      case 'weekday':
        return format.weekday(Number(value))
      case 'hour':
        return `${String(value).padStart(2, '0')}:00`
      case 'latency':
        return latencyBandText(Number(value), format, t)
      case 'band':
        return bandText(value === null ? -1 : Number(value), format, t)
      case 'metric':
        return catalogue?.metrics.find((one) => one.name === value)?.title[language] ?? String(value)
      case 'transaction_kind':
        return plain(t, `transactions.kind_${String(value)}`)
      case 'usage':
        return t(value === 'day' ? 'report_form.usage_day' : 'report_form.usage_each')
      case 'clock':
        return t(value === 'event' ? 'words.clock_event' : 'words.clock_arrival')
      case 'business_time':
        return t(value === true ? 'words.business_time' : 'words.elapsed_time')
      case 'with_customer_messages':
        return t(value === true ? 'words.customer_messages_some' : 'words.customer_messages_none')
      case 'with_expenses':
        return t(value === true ? 'report_page.yes' : 'report_page.no')
      case 'company_id':
        return customers.find(({ id }) => id === value)?.name ?? String(value)
      case 'channel':
      case 'status':
      case 'connection':
      case 'sender':
      case 'country':
      case 'network':
      case 'campaign':
      case 'template':
      case 'kind':
      case 'error':
        return messageName(name, asText(value))
      default:
        return String(value ?? t('selection.not_stated'))
    }
  }
  return (name, value) => (Array.isArray(value) ? value : [value]).map((one) => oneOf(name, one)).join(', ')
}

function asText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}
