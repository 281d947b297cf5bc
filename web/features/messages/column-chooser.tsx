import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../../ui/index.ts'
import { messageColumns } from './message-columns.tsx'
import type { useShownColumns } from './use-shown-columns.ts'

interface ColumnChooserProps {
  readonly columns: ReturnType<typeof useShownColumns>
}

export function ColumnChooser({ columns }: ColumnChooserProps): ReactNode {
  const t = useT()
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconColumns3 size={16} stroke={1.6} aria-hidden />}
        >
          {t('messages.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown mah={480} style={{ overflowY: 'auto' }}>
        <Stack gap={10}>
          {messageColumns.map(({ id, title }) => (
            <Checkbox
              key={id}
              size="sm"
              label={t(title)}
              checked={columns.isShown(id)}
              onChange={() => columns.toggle(id)}
            />
          ))}
          <Button variant="subtle" size="compact-sm" onClick={columns.reset}>
            {t('messages.columns_reset')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
