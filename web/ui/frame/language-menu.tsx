import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { languageNames, languages } from '../../../src/messages/index.ts'
import { useLanguage, useT } from '../i18n/i18n-provider.tsx'

export function LanguageMenu(): ReactNode {
  const t = useT()
  const [language] = useLanguage()
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={40}
          aria-label={`${language.toUpperCase()}, ${t('shell.language')}: ${languageNames[language]}`}
        >
          <Text size="sm" fw={600} tt="uppercase" component="span">
            {language}
          </Text>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
      </Menu.Dropdown>
    </Menu>
  )
}

function LanguageItems(): ReactNode {
  const [current, setLanguage] = useLanguage()
  return languages.map((language) => (
    <Menu.Item
      key={language}
      lang={language}
      onClick={() => setLanguage(language)}
      rightSection={language === current ? <IconCheck size={16} aria-hidden /> : null}
      aria-current={language === current || undefined}
    >
      {languageNames[language]}
    </Menu.Item>
  ))
}
