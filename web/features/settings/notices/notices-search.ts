import { type DeliveryState, deliveryStates } from '../../../../src/contract/notice-words.ts'
import { oneOf, type RawSearch, textOf } from '../../../ui/selection/search-values.ts'

/** Stands for all e-mail addresses where an endpoint could stand. */
export const mailReceiver = 'email'

/** Of the place on the page that shows them, to be scrolled to. */
export const deliveriesId = 'deliveries'

const maxIdLength = 100

export interface NoticesSearch {
  /** Deliveries to this endpoint, or by e-mail. */
  readonly receiver?: string | undefined
  readonly state?: DeliveryState | undefined
  /** The delivery whose details are shown. */
  readonly open?: string | undefined
}

export function parseNoticesSearch(raw: RawSearch): NoticesSearch {
  return {
    receiver: textOf(raw['receiver'], maxIdLength) || undefined,
    state: oneOf(deliveryStates, raw['state']),
    open: textOf(raw['open'], maxIdLength) || undefined,
  }
}
