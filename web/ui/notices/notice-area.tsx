import '@mantine/notifications/styles.layer.css'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'

const shownMs = 5_000

export function NoticeArea(): ReactNode {
  return <Notifications position="bottom-right" autoClose={shownMs} />
}
