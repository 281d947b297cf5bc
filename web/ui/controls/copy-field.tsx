import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'
import classes from './copy-field.module.css'

interface CopyFieldProps {
  readonly value: string
  readonly copyLabel: string
}

/** A value that is there to be copied: an address, a key. */
export function CopyField({ value, copyLabel }: CopyFieldProps): ReactNode {
  return (
    <div className={classes['field']}>
      <code className={classes['value']}>{value}</code>
      <CopyButton value={value} label={copyLabel} />
    </div>
  )
}
