import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { SecondFactor } from '../../../../src/contract/index.ts'
import { secondFactorQuery } from '../../../api/access-queries.ts'
import { Card, ErrorState, useFormat, useT } from '../../../ui/index.ts'
import { NewCodesDialog, SwitchOffDialog } from './password-dialogs.tsx'
import { SetUpDialog } from './set-up-dialog.tsx'

type Opened = 'set_up' | 'new_codes' | 'switch_off'

/** Whether a second factor is asked for at sign-in, and what can be done about it. */
export function SecondFactorCard(): ReactNode {
  const t = useT()
  const factor = useQuery(secondFactorQuery)
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = (): void => setOpened(null)
  return (
    <Card title={t('security.second_factor')}>
      {factor.isPending ? (
        <Skeleton height={72} aria-busy />
      ) : factor.isError ? (
        <ErrorState error={factor.error} onRetry={() => void factor.refetch()} />
      ) : (
        <State factor={factor.data} onOpen={setOpened} />
      )}
      {opened === 'set_up' && <SetUpDialog onClose={close} />}
      {opened === 'new_codes' && <NewCodesDialog onClose={close} />}
      {opened === 'switch_off' && <SwitchOffDialog onClose={close} />}
    </Card>
  )
}

interface StateProps {
  readonly factor: SecondFactor
  readonly onOpen: (dialog: Opened) => void
}

function State({ factor, onOpen }: StateProps): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <Stack gap="md">
      <Text size="sm" {...(!factor.is_on && { c: 'dimmed' })}>
        {factor.is_on
          ? `${t('security.is_on', { date: format.date(factor.since) })}. ${t('security.codes_left', { n: factor.recovery_codes_left })}`
          : t('security.second_factor_text')}
      </Text>
      <Group gap="xs">
        {factor.is_on ? (
          <>
            <Button variant="default" onClick={() => onOpen('new_codes')}>
              {t('security.new_codes')}
            </Button>
            <Button variant="default" color="red" onClick={() => onOpen('switch_off')}>
              {t('security.switch_off')}
            </Button>
          </>
        ) : (
          <Button onClick={() => onOpen('set_up')}>{t('security.set_up')}</Button>
        )}
      </Group>
    </Stack>
  )
}
