import { Button, Text, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ChatNameKind, SeenChatName } from '../../../../src/contract/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'
import classes from './chats.module.css'
import { messengerName } from './messenger-name.ts'
import type { TabProps } from './tab-props.ts'

const shownAtOnce = 20

interface SeenRowsProps extends TabProps {
  readonly kind: ChatNameKind
  readonly onName: (seen: SeenChatName) => void
}

/** What chats name and nobody entered yet; with one click it gets a name. */
export function SeenRows({ settings, mayManage, kind, onName }: SeenRowsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const [shown, setShown] = useState(shownAtOnce)
  const seen = settings.seen.filter((each) => each.kind === kind)
  if (seen.length === 0) return null
  return (
    <div className={classes['seen']}>
      <div className={classes['seenHead']}>
        <Title order={3} size="h3">
          {t('chat_settings.seen_title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('chat_settings.seen_text')}
        </Text>
      </div>
      {seen.slice(0, shown).map((each) => {
        const { id, name, messenger, seen_at } = each
        return (
          <div key={id} className={classes['row']} data-seen>
            <div className={classes['facts']}>
              <Text size="sm" className={classes['breaks'] ?? ''}>
                {name === '' ? id : name}
              </Text>
              <Text size="xs" c="dimmed" className={classes['breaks'] ?? ''}>
                {[
                  ...(name === '' ? [] : [id]),
                  ...(messenger === '' ? [] : [messengerName(t, messenger)]),
                  t('chat_settings.seen_last', { time: format.dateTime(seen_at) }),
                ].join(' · ')}
              </Text>
            </div>
            {mayManage && (
              <Button
                variant="default"
                size="xs"
                aria-label={t('chat_settings.seen_name_of', { id })}
                onClick={() => onName(each)}
              >
                {t('chat_settings.seen_name')}
              </Button>
            )}
          </div>
        )
      })}
      {seen.length > shown && (
        <div className={classes['foot']}>
          <Button variant="default" size="xs" onClick={() => setShown(shown + 100)}>
            {t('chat_settings.show_more')}
          </Button>
        </div>
      )}
    </div>
  )
}
