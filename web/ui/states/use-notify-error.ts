import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import { errorText } from './error-text.ts'

/** Tells of a failed action in a corner of the page, in words; stays until it is closed. */
export function useNotifyError(): (error: unknown) => void {
  const t = useT()
  return useCallback(
    (error) => {
      notifications.show({ message: errorText(t, error), color: 'red', autoClose: false })
    },
    [t],
  )
}
