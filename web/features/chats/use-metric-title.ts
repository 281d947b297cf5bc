import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ChatMetricName } from '../../../src/contract/index.ts'
import { catalogueQuery } from '../../api/queries.ts'
import { useLanguage } from '../../ui/index.ts'

/** Metrics by the names of the catalogue, the same as in files; empty until it is there. */
export function useMetricTitle(): (metric: ChatMetricName) => string {
  const [language] = useLanguage()
  const { data } = useQuery(catalogueQuery)
  return useCallback(
    (metric) => data?.metrics.find(({ name }) => name === metric)?.title[language] ?? '',
    [data, language],
  )
}
