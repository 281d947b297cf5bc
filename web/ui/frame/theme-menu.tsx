import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n-provider.tsx'

const schemes = [
  { scheme: 'light', key: 'shell.theme_light', icon: IconSun },
  { scheme: 'dark', key: 'shell.theme_dark', icon: IconMoon },
  { scheme: 'auto', key: 'shell.theme_auto', icon: IconDeviceDesktop },
] as const satisfies readonly { scheme: MantineColorScheme; key: string; icon: typeof IconSun }[]

export function ThemeMenu(): ReactNode {
  const t = useT()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const current = schemes.find((one) => one.scheme === colorScheme) ?? schemes[2]
  const CurrentIcon = current.icon
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={40}
          aria-label={`${t('shell.theme')}: ${t(current.key)}`}
        >
          <CurrentIcon size={20} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ scheme, key, icon: SchemeIcon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<SchemeIcon size={16} stroke={1.6} aria-hidden />}
            rightSection={scheme === colorScheme ? <IconCheck size={16} aria-hidden /> : null}
            onClick={() => setColorScheme(scheme)}
            aria-current={scheme === colorScheme || undefined}
          >
            {t(key)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
