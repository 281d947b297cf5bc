import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './caution.module.css'

interface CautionProps {
  readonly title?: string
  readonly icon?: ReactNode
  /** The one thing to do about it. */
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** Something on the page that its reader should know before going on; by words and a sign, not by colour alone. */
export function Caution({ title, icon, action, children }: CautionProps): ReactNode {
  return (
    <div className={classes['caution']}>
      <span className={classes['icon']} aria-hidden>
        {icon ?? <IconAlertTriangle size={18} stroke={1.7} />}
      </span>
      <div className={classes['words']}>
        {title !== undefined && <strong>{title}</strong>}
        <span>{children}</span>
      </div>
      {action}
    </div>
  )
}
