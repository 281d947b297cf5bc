import { Button, Checkbox, Popover, ScrollArea, TextInput } from '@mantine/core'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'
import filters from '../selection/filters.module.css'

export interface NamedValue {
  readonly value: string
  readonly name: string
}

interface ValuesMenuProps {
  readonly label: string
  /** Stands on the button while nothing is chosen: "All chats". */
  readonly all: string
  readonly values: readonly NamedValue[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[] | undefined) => void
}

const searchFrom = 9
const mostShown = 200

/** Several of a list of names; each tick takes effect at once. */
export function ValuesMenu({ label, all, values, chosen, onChange }: ValuesMenuProps): ReactNode {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const [text, setText] = useState('')
  const known = new Set(values.map(({ value }) => value))
  const gone = chosen.filter((value) => !known.has(value)).map((value) => ({ value, name: value }))
  const offered = [...values, ...gone]
  const sought = text.trim().toLowerCase()
  const found = offered.filter(({ name }) => name.toLowerCase().includes(sought)).slice(0, mostShown)
  const toggle = (value: string): void => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    onChange(next.length > 0 ? next : undefined)
  }
  const first = offered.find(({ value }) => value === chosen[0])?.name ?? ''
  const shown = chosen.length === 0 ? all : chosen.length === 1 ? first : `${first} +${chosen.length - 1}`
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          maw={220}
          data-chosen={chosen.length > 0 || undefined}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
          aria-label={`${label}: ${shown}`}
          onClick={() => setOpened(!opened)}
        >
          {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <div className={filters['picker']}>
          {offered.length >= searchFrom && (
            <TextInput
              data-autofocus
              aria-label={t('selection.filter_search')}
              placeholder={t('selection.filter_search')}
              leftSection={<IconSearch size={14} stroke={1.6} />}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          <ScrollArea.Autosize mah={300} type="auto" offsetScrollbars>
            <fieldset className={filters['pickerValues']} aria-label={label}>
              {found.map(({ value, name }) => (
                <Checkbox
                  key={value}
                  size="sm"
                  checked={chosen.includes(value)}
                  onChange={() => toggle(value)}
                  label={<span className={filters['pickerName']}>{name}</span>}
                  classNames={{
                    body: filters['pickerRow'] ?? '',
                    labelWrapper: filters['pickerLabel'] ?? '',
                  }}
                />
              ))}
            </fieldset>
          </ScrollArea.Autosize>
          {found.length === 0 && <p className={filters['help']}>{t('selection.filter_nothing')}</p>}
          {chosen.length > 0 && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange(undefined)}>
              {all}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
