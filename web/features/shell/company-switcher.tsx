import { Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../api/api.ts'
import { sessionQuery } from '../../api/queries.ts'
import { useSession } from '../../api/use-session.ts'
import { roleName, useT } from '../../ui/index.ts'
import { useNotify } from '../../ui/notices/use-notify.ts'
import classes from './top-bar.module.css'

/** The company whose numbers are shown; a menu where the user belongs to several. */
export function CompanySwitcher(): ReactNode {
  const t = useT()
  const router = useRouter()
  const queryClient = useQueryClient()
  const notify = useNotify()
  const { company, companies } = useSession()

  const change = useMutation({
    mutationFn: api.session.switchCompany,
    onSuccess: async (session) => {
      // Nothing of the other company may stay on the screen, not even for a moment.
      queryClient.clear()
      queryClient.setQueryData(sessionQuery.queryKey, session)
      await router.navigate({ to: '/analytics', search: {} })
    },
    onError: notify.failed,
  })

  if (companies.length < 2) {
    return (
      <div className={classes['company']} title={company.name}>
        <span>{company.name}</span>
      </div>
    )
  }
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <UnstyledButton
          className={classes['company'] ?? ''}
          aria-label={t('shell.current_company', { name: company.name })}
        >
          <span>{company.name}</span>
          <IconSelector size={16} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.switch_company')}</Menu.Label>
        {companies.map((one) => (
          <Menu.Item
            key={one.id}
            onClick={() => one.id !== company.id && change.mutate(one.id)}
            rightSection={one.id === company.id ? <IconCheck size={16} aria-hidden /> : roleName(t, one.role)}
            aria-current={one.id === company.id || undefined}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
