import { useMemo } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import { errorText } from '../states/error-text.ts'

interface Notify {
  /** What has worked, in a few words; goes away by itself. */
  readonly done: (text: string) => void
  /** A failed action in words; stays until it is closed. */
  readonly failed: (error: unknown) => void
  /** What was found wrong, in words; stays until it is closed. */
  readonly wrong: (text: string) => void
}

/**
 * Tells of the outcome of an action in a corner of the page.
 * @param failedTitle what has failed, where the error's own words do not say it.
 */
export function useNotify(failedTitle?: string): Notify {
  const t = useT()
  return useMemo(() => {
    const closeButtonProps = { 'aria-label': t('shell.close') }
    return {
      done: (message) => void show({ message, closeButtonProps }),
      wrong: (message) => void show({ message, color: 'red', autoClose: false, closeButtonProps }),
      failed: (error) =>
        void show({
          message: errorText(t, error),
          color: 'red',
          autoClose: false,
          closeButtonProps,
          ...(failedTitle !== undefined && { title: failedTitle }),
        }),
    }
  }, [t, failedTitle])
}

async function show(notice: {
  message: string
  title?: string
  color?: string
  autoClose?: false
  closeButtonProps: { 'aria-label': string }
}): Promise<void> {
  const { notifications } = await import('@mantine/notifications')
  notifications.show(notice)
}
