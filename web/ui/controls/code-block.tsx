import type { ReactNode } from 'react'
import classes from './code-block.module.css'
import { CopyButton } from './copy-button.tsx'

interface CodeBlockProps {
  readonly code: string
  readonly copyLabel: string
  /** What the block holds, for those who cannot see it. */
  readonly label: string
  readonly maxHeight?: number
}

/** Text to be read or copied as it is. It can be scrolled by keyboard. */
export function CodeBlock({ code, copyLabel, label, maxHeight = 360 }: CodeBlockProps): ReactNode {
  return (
    <div className={classes['block']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre className={classes['code']} style={{ maxHeight }} tabIndex={0} aria-label={label}>
        {code}
      </pre>
      <div className={classes['copy']}>
        <CopyButton value={code} label={copyLabel} />
      </div>
    </div>
  )
}
