import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Delivery, DeliveryState } from '../../../../src/contract/index.ts'
import { useT } from '../../../ui/index.ts'
import { stateName } from './notice-words.ts'

const colors = {
  waiting: 'gray',
  delivered: 'teal',
  failed: 'red',
  given_up: 'red',
} as const satisfies Record<DeliveryState, string>

/** Where a delivery stands, in words with a colour. */
export function DeliveryStateBadge({
  delivery,
}: {
  readonly delivery: Pick<Delivery, 'state' | 'attempts'>
}): ReactNode {
  const t = useT()
  const isTriedAgain = delivery.state === 'waiting' && delivery.attempts > 0
  return (
    <Badge variant="light" miw="max-content" color={isTriedAgain ? 'yellow' : colors[delivery.state]}>
      {stateName(t, delivery)}
    </Badge>
  )
}
