import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishChats } from '../en/english-chats.ts'
import { chatGraphs } from './chat-graphs.ts'
import { chatList } from './chat-list.ts'

/** The words of the pages of chats in Russian: fetched when they are. */
export const russianChats: Pick<CatalogueIn<'ru'>, keyof typeof englishChats> = {
  chat_graphs: chatGraphs,
  chat_list: chatList,
}
