import { queryOptions } from '@tanstack/react-query'
import { chatSettingsApi } from './chat-settings-api.ts'

/** While chats are measured again the page says so. */
const refreshMs = 3_000

export const chatSettingsQuery = queryOptions({
  queryKey: ['chat-settings'],
  queryFn: ({ signal }) => chatSettingsApi.get(signal),
  refetchInterval: ({ state }) => (state.data?.refold ? refreshMs : false),
})
