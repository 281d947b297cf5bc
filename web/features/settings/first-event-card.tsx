import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CodeBlock } from '../../ui/controls/code-block.tsx'
import { Card, useT } from '../../ui/index.ts'

/** A command that sends an event to this very installation. */
export function FirstEventCard(): ReactNode {
  const t = useT()
  return (
    <Card title={t('settings.first_event')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('settings.first_event_text')}
      </Text>
      <CodeBlock
        code={firstEventCommand(window.location.origin)}
        label={t('settings.first_event')}
        copyLabel={t('settings.copy_command')}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('settings.first_event_key')}
      </Text>
    </Card>
  )
}

function firstEventCommand(origin: string): string {
  const event = `{
  "specversion": "1.0", "id": "evt-1", "source": "crm",
  "type": "message.delivered",
  "data": { "message_id": "m-1", "channel": "sms", "recipient": "+4915112345678" }
}`
  return `curl -X POST ${origin}/api/v1/events \\
  -H "Authorization: Bearer YOUR_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${event}'`
}
