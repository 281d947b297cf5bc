import { Button } from '@mantine/core'
import { IconHeadset, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ChatOperator } from '../../../../../src/contract/index.ts'
import { chatSettingsApi } from '../../../../api/chat-settings-api.ts'
import { EmptyState, useFormat, useT } from '../../../../ui/index.ts'
import { ConfirmRemoval } from '../confirm-removal.tsx'
import { EntryRow } from '../entry-row.tsx'
import { FoundEntries } from '../found-entries.tsx'
import { SeenRows } from '../seen-rows.tsx'
import { TabHead } from '../tab-head.tsx'
import type { TabProps } from '../tab-props.ts'
import { groupsNow } from './groups-now.ts'

// Loaded when opened.
const OperatorDialog = lazy(async () => ({ default: (await import('./operator-dialog.tsx')).OperatorDialog }))

type Edited = { readonly operator: ChatOperator; readonly isNew: boolean }
const blank: Edited = { operator: { id: '', name: '', email: null }, isNew: true }

/** Operators with the groups that they are in now. */
export function OperatorsTab(props: TabProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const { settings, mayManage } = props
  const [nowMs] = useState(() => Date.now())
  const [edited, setEdited] = useState<Edited | null>(null)
  const [removed, setRemoved] = useState<ChatOperator | null>(null)
  const { operators, groups, seen } = settings
  const names = groupsNow(groups, nowMs)
  const isEmpty = operators.length === 0 && !seen.some(({ kind }) => kind === 'operator')
  const add = (): void => setEdited(blank)
  const factsOf = ({ id, email }: ChatOperator): string => {
    const own = names.get(id)
    const groupText = own
      ? t('chat_settings.in_groups', { groups: format.list(own) })
      : t('chat_settings.in_no_group')
    return [id, ...(email === null ? [] : [email]), groupText].join(' · ')
  }
  return (
    <>
      {isEmpty ? (
        <EmptyState
          icon={<IconHeadset size={28} stroke={1.5} />}
          title={t('chat_settings.no_operators_title')}
          text={t('chat_settings.no_operators_text')}
          action={
            mayManage && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
                {t('chat_settings.add_operator')}
              </Button>
            )
          }
        />
      ) : (
        <TabHead
          text={t('chat_settings.operators_text')}
          action={t('chat_settings.add_operator')}
          onAct={mayManage ? add : undefined}
        />
      )}
      <FoundEntries
        entries={operators}
        render={(operator) => (
          <EntryRow
            key={operator.id}
            name={operator.name}
            facts={factsOf(operator)}
            acts={
              mayManage
                ? [
                    {
                      label: t('chat_settings.edit'),
                      icon: <IconPencil size={16} aria-hidden />,
                      run: () => setEdited({ operator, isNew: false }),
                    },
                    {
                      label: t('chat_settings.remove'),
                      icon: <IconTrash size={16} aria-hidden />,
                      run: () => setRemoved(operator),
                      isDestructive: true,
                    },
                  ]
                : []
            }
          />
        )}
      />
      <SeenRows
        {...props}
        kind="operator"
        onName={({ id, name }) => setEdited({ operator: { id, name, email: null }, isNew: true })}
      />
      <Suspense>
        {edited !== null && (
          <OperatorDialog {...edited} operators={operators} onClose={() => setEdited(null)} />
        )}
      </Suspense>
      {removed !== null && (
        <ConfirmRemoval
          title={t('chat_settings.remove_operator_title', { name: removed.name })}
          text={t('chat_settings.remove_operator_text')}
          action={t('chat_settings.remove_operator')}
          remove={() => chatSettingsApi.deleteOperator(removed.id)}
          onClose={() => setRemoved(null)}
        />
      )}
    </>
  )
}
