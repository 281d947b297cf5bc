import { Popover, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconSelector } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useSession } from '../../../api/use-session.ts'
import { withCompanyWords } from '../../../ui/i18n/load-translate.ts'
import { useT } from '../../../ui/index.ts'
import classes from '../top-bar.module.css'

// Loaded when first opened.
const CompanyChoice = lazy(async () => ({
  default: (await withCompanyWords(() => import('./company-choice.tsx'))).CompanyChoice,
}))

/** The company whose numbers are shown; where a reader reaches several, a search among them. */
export function CompanySwitcher(): ReactNode {
  const t = useT()
  const [opened, menu] = useDisclosure(false)
  const { company, companies, company_kind: kind, scopes, reach } = useSession()
  const hasOthers =
    companies.length > 1 || reach !== 'own' || (kind !== 'customer' && scopes.includes('companies:read'))
  if (!hasOthers) {
    return (
      <div className={classes['company']} title={company.name}>
        <span>{company.name}</span>
      </div>
    )
  }
  return (
    <Popover
      position="bottom-start"
      width={360}
      opened={opened}
      onChange={(open) => (open ? menu.open() : menu.close())}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={classes['company'] ?? ''}
          aria-label={t('shell.current_company', { name: company.name })}
          aria-expanded={opened}
          onClick={menu.toggle}
        >
          <span>{company.name}</span>
          <IconSelector size={16} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('shell.switch_company')}>
        <Suspense>{opened && <CompanyChoice />}</Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
