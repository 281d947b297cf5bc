import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../../../ui/index.ts'
import classes from './chats.module.css'

export interface EntryAct {
  readonly label: string
  readonly icon: ReactNode
  readonly run: () => void
  readonly isDestructive?: boolean
}

interface EntryRowProps {
  readonly name: string
  readonly marks?: ReactNode
  /** One line below the name. */
  readonly facts: ReactNode
  /** None: nothing may be done with it. */
  readonly acts: readonly EntryAct[]
  readonly children?: ReactNode
}

/** One entry of a list: its name, what is known of it, and what can be done with it. */
export function EntryRow({ name, marks, facts, acts, children }: EntryRowProps): ReactNode {
  return (
    <section className={classes['row']} aria-label={name}>
      <div className={classes['facts']}>
        <div className={classes['name']}>
          <Text fw={600} size="sm" className={classes['breaks'] ?? ''}>
            {name}
          </Text>
          {marks}
        </div>
        <Text size="xs" c="dimmed" className={classes['breaks'] ?? ''}>
          {facts}
        </Text>
      </div>
      {acts.length > 0 && <EntryMenu name={name} acts={acts} />}
      {children !== undefined && <div className={classes['more']}>{children}</div>}
    </section>
  )
}

export function EntryMenu({ name, acts }: Pick<EntryRowProps, 'name' | 'acts'>): ReactNode {
  const t = useT()
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('chat_settings.actions_for', { name })}
        >
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(({ label, icon, run, isDestructive }) => (
          <Menu.Item key={label} leftSection={icon} onClick={run} {...(isDestructive && { color: 'red' })}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
