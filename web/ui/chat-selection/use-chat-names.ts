import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChatNames } from '../../../src/contract/index.ts'
import { valueName } from '../../../src/messages/index.ts'
import { chatNamesQuery } from '../../api/chat-queries.ts'
import { connectionsQuery } from '../../api/queries.ts'
import { useFormat, useT } from '../i18n/i18n-provider.tsx'
import { notKnownValue } from '../selection/selection-search.ts'
import type { ChatFilterName } from './chat-selection-search.ts'

interface ChatNaming {
  /** Undefined until they are there. */
  readonly names: ChatNames | undefined
  /** Writes a value of a dimension for the reader; null and the empty value in words. */
  readonly nameOf: (dimension: ChatFilterName | 'connection', value: string | null) => string
}

const noNames = new Map<string, string>()

/** What messengers, configured chats, groups and operators are called. */
export function useChatNames(): ChatNaming {
  const t = useT()
  const formats = useFormat()
  const { data: names } = useQuery(chatNamesQuery)
  const { data: connections } = useQuery(connectionsQuery)
  return useMemo(() => {
    const words = {
      t,
      formats,
      connectionNames: new Map(connections?.map(({ id, name }) => [id, name])),
      networkNames: noNames,
      chatNames: {
        chat: named(names?.chats),
        group: named(names?.groups),
        operator: named(names?.operators),
      },
    }
    return {
      names,
      nameOf: (dimension, value) => {
        if (value !== null && value !== notKnownValue) return valueName(dimension, value, words)
        return dimension === 'connection' ? t('words.connection_api') : t(`chat_graphs.no_${dimension}`)
      },
    }
  }, [t, formats, names, connections])
}

function named(
  list: readonly { readonly id: string; readonly name: string | null }[] = [],
): Map<string, string> {
  return new Map(list.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])))
}
