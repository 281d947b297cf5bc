import { Button, Tabs } from '@mantine/core'
import { IconPlus, IconUpload } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useMayEnter } from '../../api/use-may-enter.ts'
import { Card, Page, useT } from '../../ui/index.ts'
import { LineList } from './lines/line-list.tsx'
import { ExportPayments } from './list/export-payments.tsx'
import { PaymentList } from './list/payment-list.tsx'
import { type PaymentDialog, type PaymentTab, paymentTabs } from './payments-search.ts'
import { StatementList } from './statements/statement-list.tsx'

// Loaded when first opened.
const PaymentForm = lazy(async () => ({ default: (await import('./entry/payment-form.tsx')).PaymentForm }))
const UploadDialog = lazy(async () => ({
  default: (await import('./statements/upload-dialog.tsx')).UploadDialog,
}))

/** Money that came in: what has to be matched, what was credited, and the statements that it stands in. */
export function PaymentsPage(): ReactNode {
  const t = useT()
  const { companies, isPending } = useMayEnter()
  const sells = companies.length > 0
  return (
    <Page
      title={t('payments.title')}
      actions={
        <>
          {!isPending && <ExportPayments />}
          {sells && <Actions />}
        </>
      }
    >
      <Card flush>{!isPending && (sells ? <TabsOfSeller /> : <PaymentList />)}</Card>
      {sells && <OpenDialog />}
    </Page>
  )
}

function Actions(): ReactNode {
  const t = useT()
  return (
    <>
      <OpenDialogButton name="payment" icon={<IconPlus size={16} stroke={1.8} aria-hidden />} isMain={false}>
        {t('payments.enter')}
      </OpenDialogButton>
      <OpenDialogButton name="statement" icon={<IconUpload size={16} stroke={1.8} aria-hidden />} isMain>
        {t('payments.upload')}
      </OpenDialogButton>
    </>
  )
}

interface OpenDialogButtonProps {
  readonly name: PaymentDialog
  readonly icon: ReactNode
  readonly isMain: boolean
  readonly children: ReactNode
}

function OpenDialogButton({ name, icon, isMain, children }: OpenDialogButtonProps): ReactNode {
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      leftSection={icon}
      renderRoot={(props) => (
        <Link
          from="/payments"
          to="."
          search={(before) => ({ ...before, enter: name })}
          resetScroll={false}
          {...props}
        />
      )}
    >
      {children}
    </Button>
  )
}

function TabsOfSeller(): ReactNode {
  const t = useT()
  const navigate = useNavigate({ from: '/payments' })
  const { tab = 'match' } = useSearch({ from: '/frame/payments' })
  const choose = (next: string | null): void => {
    const chosen: PaymentTab | undefined = paymentTabs.find((name) => name === next)
    void navigate({ search: { tab: chosen === 'match' ? undefined : chosen }, resetScroll: false })
  }
  return (
    <Tabs value={tab} onChange={choose}>
      <Tabs.List px="xs" aria-label={t('payments.tabs')}>
        {paymentTabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`payments.tab_${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>
        {tab === 'match' && <LineList />}
        {tab === 'payments' && <PaymentList />}
        {tab === 'statements' && <StatementList />}
      </Tabs.Panel>
    </Tabs>
  )
}

/** The form that the address names. */
function OpenDialog(): ReactNode {
  const navigate = useNavigate({ from: '/payments' })
  const { enter } = useSearch({ from: '/frame/payments' })
  const close = (): void =>
    void navigate({
      search: (before) => ({ ...before, enter: undefined }),
      replace: true,
      resetScroll: false,
    })
  return (
    <Suspense>
      {enter === 'payment' && <PaymentForm onClose={close} />}
      {enter === 'statement' && <UploadDialog onClose={close} />}
    </Suspense>
  )
}
