import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { valueName } from '../../../src/messages/index.ts'
import { connectionsQuery, networksQuery } from '../../api/queries.ts'
import { useFormat, useT } from '../i18n/i18n-provider.tsx'
import { type FilterName, notKnownValue } from './selection-search.ts'

/** Writes values of dimensions for the reader: countries, channels and connections by name, null in words. */
export type NameOfValue = (dimension: FilterName, value: string | null) => string

const none: ReadonlyMap<string, string> = new Map()

export function useValueNames(): NameOfValue {
  const t = useT()
  const formats = useFormat()
  const { data: connections } = useQuery(connectionsQuery)
  const { data } = useQuery(networksQuery)
  return useMemo(() => {
    const words = {
      t,
      formats,
      connectionNames: new Map(connections?.map(({ id, name }) => [id, name])),
      networkNames: data ? new Map(Object.entries(data.networks)) : none,
    }
    return (dimension, value) => {
      if (value === null || value === notKnownValue)
        return dimension === 'connection' ? t('words.connection_api') : t('selection.not_stated')
      return valueName(dimension, value, words)
    }
  }, [t, formats, connections, data])
}
