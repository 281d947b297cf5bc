import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import type { VersionState } from '../../../../src/contract/index.ts'
import { useT } from '../../../ui/index.ts'

export function StateBadge({ state }: { readonly state: VersionState }): ReactNode {
  const t = useT()
  return (
    <Badge miw="max-content" variant="light" color={state === 'draft' ? 'yellow' : 'teal'}>
      {t(`prices.state_of_${state}`)}
    </Badge>
  )
}
