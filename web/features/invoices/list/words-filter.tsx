import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface WordsFilterProps<Word extends string> {
  readonly label: string
  /** What the filter says while nothing is chosen. */
  readonly all: string
  readonly words: readonly Word[]
  readonly chosen: readonly Word[]
  readonly nameOf: (word: Word) => string
  /** Called with undefined where nothing is chosen any more. */
  readonly onChoose: (words: Word[] | undefined) => void
}

/** Some words of a closed set, or all of them. */
export function WordsFilter<Word extends string>({
  label,
  all,
  words,
  chosen,
  nameOf,
  onChoose,
}: WordsFilterProps<Word>): ReactNode {
  const says = chosen.map(nameOf).join(', ') || all
  const check = <IconCheck size={16} stroke={1.6} aria-hidden />
  const toggle = (word: Word): void => {
    const next = words.filter((one) => (one === word ? !chosen.includes(one) : chosen.includes(one)))
    onChoose(next.length > 0 ? next : undefined)
  }
  return (
    <Menu position="bottom-start" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          maw={280}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
          aria-label={`${label}: ${says}`}
        >
          {says}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={chosen.length === 0 && check} onClick={() => onChoose(undefined)}>
          {all}
        </Menu.Item>
        <Menu.Divider />
        {words.map((word) => (
          <Menu.Item
            key={word}
            aria-current={chosen.includes(word) || undefined}
            rightSection={chosen.includes(word) && check}
            onClick={() => toggle(word)}
          >
            {nameOf(word)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
