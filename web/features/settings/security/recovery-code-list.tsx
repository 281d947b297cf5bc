import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { CopyButton } from '../../../ui/controls/copy-button.tsx'
import { useT } from '../../../ui/index.ts'
import classes from './security.module.css'

interface RecoveryCodeListProps {
  readonly codes: readonly string[]
  readonly onKept: () => void
}

/** The only time that they can be seen. */
export function RecoveryCodeList({ codes, onKept }: RecoveryCodeListProps): ReactNode {
  const t = useT()
  return (
    <Stack gap="md">
      <div>
        <Title order={3}>{t('security.recovery_title')}</Title>
        <Text size="sm" mt={4}>
          {t('security.recovery_text')}
        </Text>
      </div>
      <ul className={classes['codes']} aria-label={t('security.recovery_title')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="space-between">
        <CopyButton value={codes.join('\n')} label={t('security.copy_codes')} />
        <Button onClick={onKept}>{t('security.kept_them')}</Button>
      </Group>
    </Stack>
  )
}
