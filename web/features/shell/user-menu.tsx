import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconApi, IconLogout, IconSettings, IconUserCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../api/api.ts'
import { useSession } from '../../api/use-session.ts'
import { roleName, useT } from '../../ui/index.ts'
import { useNotify } from '../../ui/notices/use-notify.ts'

export function UserMenu(): ReactNode {
  const t = useT()
  const router = useRouter()
  const queryClient = useQueryClient()
  const notify = useNotify()
  const { user, role } = useSession()

  const signOut = useMutation({
    mutationFn: api.session.signOut,
    onSuccess: async () => {
      await router.navigate({ to: '/sign-in', search: {} })
      queryClient.clear()
    },
    onError: notify.failed,
  })

  return (
    <Menu position="bottom-end" width={248}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={40}
          aria-label={t('shell.user_menu', { name: user.name })}
        >
          <IconUserCircle size={22} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" truncate>
            {user.name}
          </Text>
          <Text size="xs" truncate>
            {user.email}
          </Text>
          <Text size="xs">{roleName(t, role)}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item
          component={Link}
          to="/settings"
          leftSection={<IconSettings size={16} stroke={1.6} aria-hidden />}
        >
          {t('shell.settings')}
        </Menu.Item>
        <Menu.Item
          component="a"
          href="/api/openapi.json"
          target="_blank"
          rel="noreferrer"
          leftSection={<IconApi size={16} stroke={1.6} aria-hidden />}
        >
          {t('shell.api_description')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.6} aria-hidden />}
          onClick={() => signOut.mutate()}
          disabled={signOut.isPending}
        >
          {t('shell.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
