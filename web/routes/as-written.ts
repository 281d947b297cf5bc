import type { RawSearch } from '../ui/selection/search-values.ts'

/** The pages of chats and of reports read their addresses themselves, with parsers that come with them: the tree of addresses is part of every page. */
export const asWritten = (raw: RawSearch): RawSearch => raw
