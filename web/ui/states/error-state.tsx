import { Button, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { useT } from '../i18n/i18n-provider.tsx'
import { errorText } from './error-text.ts'
import classes from './state.module.css'

interface ErrorStateProps {
  readonly error: unknown
  /** Left out where trying again cannot help. */
  readonly onRetry?: (() => void) | undefined
}

/** A failed request in words, with what to do next. */
export function ErrorState({ error, onRetry }: ErrorStateProps): ReactNode {
  const t = useT()
  const forbidden = error instanceof ApiError && error.status === 403
  const Icon = forbidden ? IconLock : IconAlertTriangle
  return (
    <div className={classes['state']} role="alert">
      <div className={classes['icon']} aria-hidden>
        <Icon size={28} stroke={1.5} />
      </div>
      <Title order={2} size="h2">
        {forbidden ? t('shell.error_forbidden_title') : t('shell.error_title')}
      </Title>
      <Text c="dimmed" size="sm" maw={480}>
        {errorText(t, error)}
      </Text>
      {error instanceof ApiError && error.status >= 400 && (
        <Text c="dimmed" size="xs">
          {t('shell.error_code', { code: error.code })}
        </Text>
      )}
      {onRetry !== undefined && !forbidden && (
        <div className={classes['action']}>
          <Button variant="default" onClick={onRetry}>
            {t('shell.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}
