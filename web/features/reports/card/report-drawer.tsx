import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { useT } from '../../../ui/index.ts'
import { useReportsView } from '../reports-view.tsx'
import { ReportCard } from './report-card.tsx'

/** The report that the address names, beside the list. */
export function ReportDrawer(): ReactNode {
  const t = useT()
  const { search, change } = useReportsView()
  const { open } = search
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  // While the drawer slides out it still shows the report it was about.
  const [last, setLast] = useState(open)
  if (open !== undefined && open !== last) setLast(open)
  const close = (): void => change({ open: undefined })
  return (
    <Drawer
      opened={open !== undefined}
      onClose={close}
      position="right"
      size={isNarrow ? '100%' : 560}
      title={t('report_page.card_title')}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': t('report_page.close') }}
    >
      {last !== undefined && <ReportCard key={last} id={last} isOpen={open !== undefined} onGone={close} />}
    </Drawer>
  )
}
