import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface RowMenuProps {
  readonly label: string
  /** Keeps its place, so that rows stay in line. */
  readonly isHidden?: boolean
  readonly children: ReactNode
}

/** What can be done with a row. */
export function RowMenu({ label, isHidden = false, children }: RowMenuProps): ReactNode {
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={label}
          {...(isHidden && { style: { visibility: 'hidden' } })}
        >
          <IconDots size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  )
}
