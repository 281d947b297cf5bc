import { chatGraphs } from './chat-graphs.ts'
import { chatList } from './chat-list.ts'

/** The words of the pages of chats in English: fetched when they are. */
export const englishChats = {
  chat_graphs: chatGraphs,
  chat_list: chatList,
} as const
