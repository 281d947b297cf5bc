import { Badge, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CompanyState } from '../../../src/contract/index.ts'
import { useT } from '../../ui/index.ts'

const colors = { active: 'teal', setting_up: 'gray', blocked: 'red' } as const satisfies Record<
  CompanyState,
  string
>

export function CompanyStateMark({ state }: { readonly state: CompanyState }): ReactNode {
  const t = useT()
  const mark = (
    <Badge
      variant="light"
      color={colors[state]}
      tt="none"
      fw={500}
      // A badge gives way to nothing: half a word says nothing.
      miw="max-content"
      {...(state === 'setting_up' && { tabIndex: 0 })}
    >
      {t(`companies.state_${state}`)}
    </Badge>
  )
  return state === 'setting_up' ? (
    <Tooltip label={t('companies.state_setting_up_help')} events={{ hover: true, focus: true, touch: true }}>
      {mark}
    </Tooltip>
  ) : (
    mark
  )
}
