import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'

const typingPauseMs = 300

interface SearchInputProps {
  /** As it stands in the address; empty: nothing is looked for. */
  readonly value: string
  /**
   * Called once typing pauses, with undefined for nothing.
   * @param isGoingOn what was looked for is typed on: Back need not stop there
   */
  readonly onSearch: (text: string | undefined, isGoingOn: boolean) => void
  readonly label: string
  readonly placeholder: string
  readonly clearLabel: string
  readonly className?: string | undefined
}

/** A text that a list is searched for. The address leads when somebody else changed it, not when it echoes what was typed. */
export function SearchInput({
  value,
  onSearch,
  label,
  placeholder,
  clearLabel,
  className,
}: SearchInputProps): ReactNode {
  const [text, setText] = useState(value)
  const [sent, setSent] = useState(value)
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    setSeen(value)
    if (value !== sent) setText(value)
  }
  const settle = useDebouncedCallback((next: string) => {
    const wanted = next.trim() === '' ? '' : next
    setSent(wanted)
    onSearch(wanted === '' ? undefined : wanted, value !== '' && wanted !== '')
  }, typingPauseMs)
  const change = (next: string): void => {
    setText(next)
    settle(next)
  }
  return (
    <TextInput
      className={className ?? ''}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      rightSection={
        text !== '' && <CloseButton size="sm" aria-label={clearLabel} onClick={() => change('')} />
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
