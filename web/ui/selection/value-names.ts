import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type MessageStatus, messageStatuses, statusGroups } from '../../../src/contract/message-words.ts'
import type { Translate } from '../../../src/messages/index.ts'
import { connectionsQuery } from '../../api/queries.ts'
import { useFormat, useT } from '../i18n/i18n-provider.tsx'
import { channelName, kindName } from '../i18n/words.ts'
import { type FilterName, notKnownValue } from './selection-search.ts'

/** Writes values of dimensions for the reader: countries, channels and connections by name, null in words. */
export type NameOfValue = (dimension: FilterName, value: string | null) => string

export function useValueNames(): NameOfValue {
  const t = useT()
  const format = useFormat()
  const { data: connections } = useQuery(connectionsQuery)
  return useMemo(() => {
    const connectionNames = new Map(connections?.map(({ id, name }) => [id, name]))
    return (dimension, value) => {
      if (value === null || value === notKnownValue)
        return dimension === 'connection' ? t('words.connection_api') : t('selection.not_stated')
      switch (dimension) {
        case 'channel':
          return channelName(t, value)
        case 'country':
          return format.country(value)
        case 'kind':
          return kindName(t, value)
        case 'status':
          return statusValueName(t, value)
        case 'connection':
          return connectionNames.get(value) ?? value
        default:
          return value
      }
    }
  }, [t, format, connections])
}

type StatusGroup = keyof typeof statusGroups

const isStatus = (value: string): value is MessageStatus =>
  (messageStatuses as readonly string[]).includes(value)
const isGroup = (value: string): value is StatusGroup => value in statusGroups

function statusValueName(t: Translate, value: string): string {
  if (isStatus(value)) return t(`words.status_${value}`)
  return isGroup(value) ? t(`words.status_${value}`) : value
}
