import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCoinOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { unratedReasons } from '../../../src/contract/money-words.ts'
import { priceListsQuery, unratedQuery } from '../../api/billing-queries.ts'
import { useSession } from '../../api/use-session.ts'
import { useT } from '../i18n/i18n-provider.tsx'
import { Caution } from '../states/caution.tsx'

// Loaded when opened.
const UnratedDialog = lazy(async () => ({
  default: (await import('./unrated-dialog.tsx')).UnratedDialog,
}))

interface UnratedAlertProps {
  readonly period: { readonly from: string; readonly to: string }
}

/**
 * Says that messages of a period are not charged because they have no price, and why; to those who can do something
 * about it. Where nobody has made a price list, charging is not used and nothing is said.
 */
export function UnratedAlert({ period }: UnratedAlertProps): ReactNode {
  const t = useT()
  const [opened, { open, close }] = useDisclosure(false)
  const [wanted, setWanted] = useState(false)
  const mayManage = useSession().scopes.includes('billing:manage')
  const lists = useQuery({ ...priceListsQuery, enabled: mayManage })
  const hasLists = (lists.data?.length ?? 0) > 0
  const { data } = useQuery({ ...unratedQuery(period), enabled: hasLists })
  if (!hasLists || !data || data.messages === 0) return null
  const parts = unratedReasons.flatMap((reason) => {
    const n = data.groups
      .filter((group) => group.reason === reason)
      .reduce((sum, { messages }) => sum + messages, 0)
    return n > 0 ? [t(`unrated.why_${reason}`, { n })] : []
  })
  const ofDependants = data.groups
    .filter(({ traffic }) => traffic === 'dependants')
    .reduce((sum, { messages }) => sum + messages, 0)
  if (ofDependants > 0) parts.push(t('unrated.of_dependants', { n: ofDependants }))
  return (
    <>
      <Caution
        icon={<IconCoinOff size={20} stroke={1.6} />}
        title={t('unrated.title', { n: data.messages })}
        action={
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setWanted(true)
              open()
            }}
          >
            {t('unrated.show')}
          </Button>
        }
      >
        {parts.join(' · ')}
      </Caution>
      <Suspense>{wanted && <UnratedDialog unrated={data} opened={opened} onClose={close} />}</Suspense>
    </>
  )
}
