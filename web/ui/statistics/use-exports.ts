import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/api.ts'
import type { MetricsQuestion } from '../../api/metrics-query.ts'
import { saveFile, useLanguage, useNotify, useT } from '../index.ts'
import { useSelectionView } from '../selection/selection-view.tsx'
import { useStatisticsPage } from './drill-down.ts'
import { useChartTheme } from './use-chart-theme.ts'

export interface Picture {
  readonly option: Record<string, unknown>
  readonly legend?: readonly { readonly name: string; readonly color: string }[]
  readonly heightPx?: number
}

interface Exports {
  readonly busy: boolean
  readonly table: (question: MetricsQuestion, format: 'csv' | 'xlsx', name: string) => void
  readonly picture: (picture: Picture, title: string) => void
}

/**
 * Downloads: rows of a question as the server writes them, and charts as pictures with their title and period. The
 * previous period is a line in the picture and no part of the rows.
 */
export function useExports(): Exports {
  const t = useT()
  const [language] = useLanguage()
  const { period, format } = useSelectionView()
  const theme = useChartTheme()
  const { selectionText: subtitle } = useStatisticsPage()
  const notify = useNotify(t('analytics.export_failed'))
  const day = format.date(period.fromMs)
  const table = useMutation({
    mutationFn: (input: { question: MetricsQuestion; format: 'csv' | 'xlsx'; name: string }) =>
      api.metrics.export({
        query: input.question,
        format: input.format,
        language,
        name: input.name.slice(0, 100),
      }),
    onSuccess: (file) => saveFile(file.blob, file.name),
    onError: notify.failed,
  })
  const picture = useMutation({
    mutationFn: async (input: { picture: Picture; title: string }) => {
      const { renderPng } = await import('../../charts/export-png.ts')
      return renderPng({ ...input.picture, theme, title: input.title, subtitle })
    },
    onSuccess: (blob, { title }) => saveFile(blob, `${title}, ${day}.png`),
    onError: notify.failed,
  })
  return {
    busy: table.isPending || picture.isPending,
    table: (question, fileFormat, name) => table.mutate({ question, format: fileFormat, name }),
    picture: (drawn, title) => picture.mutate({ picture: drawn, title }),
  }
}
