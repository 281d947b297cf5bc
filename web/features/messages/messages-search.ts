import { type MessageMetricName, messageMetricNames } from '../../../src/contract/metric-words.ts'
import { oneOf, onlySet, type RawSearch, textOf, textsOf } from '../../ui/selection/search-values.ts'
import { parseZonedSelectionSearch, type ZonedSelectionSearch } from '../../ui/selection/selection-search.ts'

/** Everything that the message list can be set to, as it stands in its address. */
export interface MessagesSearch extends ZonedSelectionSearch {
  /** The metric whose items are listed; all created messages by default. */
  readonly metric?: MessageMetricName | undefined
  readonly search?: string | undefined
  /** The columns of the table; the reader's own choice by default. */
  readonly columns?: readonly string[] | undefined
  /** The message whose card is open. */
  readonly open?: string | undefined
  /** The event of that message whose request is shown. */
  readonly event?: string | undefined
}

const maxTextLength = 200

export function parseMessagesSearch(raw: RawSearch): MessagesSearch {
  return onlySet({
    ...parseZonedSelectionSearch(raw),
    metric: oneOf(messageMetricNames, raw['metric']),
    search: textOf(raw['search'], maxTextLength),
    columns: textsOf(raw['columns']),
    open: textOf(raw['open'], maxTextLength),
    event: textOf(raw['event'], maxTextLength),
  })
}
