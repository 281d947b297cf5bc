import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBan, IconDots, IconEye, IconLockOpen, IconLogin2 } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CompanyBelow } from '../../../src/contract/index.ts'
import { companiesApi } from '../../api/companies-api.ts'
import { companiesQueryKey } from '../../api/companies-queries.ts'
import { addressOfCompany } from '../../api/company-address.ts'
import { useSession } from '../../api/use-session.ts'
import { ConfirmDialog } from '../../ui/controls/confirm-dialog.tsx'
import { useNotify, useT } from '../../ui/index.ts'

const iconProps = { size: 16, stroke: 1.6, 'aria-hidden': true } as const

/** What can be done with one company: go there, look at it, block it. */
export function CompanyMenu({ company }: { readonly company: CompanyBelow }): ReactNode {
  const t = useT()
  const { scopes, reach } = useSession()
  const [asking, ask] = useDisclosure(false)
  const change = useBlock(company, ask.close)
  const isBlocked = company.state === 'blocked'
  const mayBlock = scopes.includes('billing:manage') && reach !== 'view'
  const { name } = company
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('companies.acts_of', { name })}>
            <IconDots size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={addressOfCompany(company.id)}
            leftSection={<IconLogin2 {...iconProps} />}
          >
            {t('companies.open')}
          </Menu.Item>
          {scopes.includes('companies:view') && (
            <Menu.Item
              component="a"
              href={addressOfCompany(company.id, 'view')}
              leftSection={<IconEye {...iconProps} />}
            >
              {t('companies.view')}
            </Menu.Item>
          )}
          {mayBlock && <Menu.Divider />}
          {mayBlock &&
            (isBlocked ? (
              <Menu.Item
                leftSection={<IconLockOpen {...iconProps} />}
                onClick={() => change.mutate(false)}
                disabled={change.isPending}
              >
                {t('companies.unblock')}
              </Menu.Item>
            ) : (
              <Menu.Item color="red" leftSection={<IconBan {...iconProps} />} onClick={ask.open}>
                {t('companies.block')}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        title={t('companies.block_title', { name })}
        text={t('companies.block_text')}
        action={t('companies.block')}
        isBusy={change.isPending}
        onConfirm={() => change.mutate(true)}
        onCancel={ask.close}
      />
    </>
  )
}

function useBlock({ id, name, parent }: CompanyBelow, onDone: () => void) {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (blocked: boolean) => companiesApi.block({ id, sellerId: parent.id }, blocked),
    onSuccess: async ({ blocked }) => {
      onDone()
      notify.done(t(blocked ? 'companies.blocked_now' : 'companies.unblocked_now', { name }))
      await queryClient.invalidateQueries({ queryKey: companiesQueryKey })
    },
    onError: notify.failed,
  })
}
