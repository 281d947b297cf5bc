import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './choice-menu.module.css'

export interface Choice<V extends string> {
  readonly value: V
  /** On the button, where it is chosen. */
  readonly short: string
  readonly label: string
  /** One line that explains it. */
  readonly help?: string
}

interface ChoiceMenuProps<V extends string> {
  readonly label: string
  readonly choices: readonly Choice<V>[]
  readonly value: V
  readonly onChange: (value: V) => void
}

/** One of a few, each explained in a line. */
export function ChoiceMenu<V extends string>({
  label,
  choices,
  value,
  onChange,
}: ChoiceMenuProps<V>): ReactNode {
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
          aria-label={`${label}: ${chosen?.label ?? ''}`}
        >
          {chosen?.short}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{label}</Menu.Label>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            aria-current={choice.value === value || undefined}
            rightSection={choice.value === value && <IconCheck size={16} stroke={1.6} aria-hidden />}
            onClick={() => onChange(choice.value)}
          >
            {choice.label}
            {choice.help !== undefined && <span className={styles['help']}>{choice.help}</span>}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
