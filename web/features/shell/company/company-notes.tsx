import type { ReactNode } from 'react'
import { useSession } from '../../../api/use-session.ts'
import { roleName, useT } from '../../../ui/index.ts'
import classes from './company-notes.module.css'
import { SettingUpNote } from './setting-up-note.tsx'

/** What a reader must know of the company on every page: that it is not the own one, that nothing can be changed, what is to do. */
export function CompanyNotes(): ReactNode {
  const { reach, scopes } = useSession()
  return (
    <>
      {reach !== 'own' && <ElsewhereNote isView={reach === 'view'} />}
      {reach !== 'view' && scopes.includes('company:manage') && <SettingUpNote />}
    </>
  )
}

function ElsewhereNote({ isView }: { readonly isView: boolean }): ReactNode {
  const t = useT()
  const { company, role } = useSession()
  const { name } = company
  return (
    <aside className={classes['note']} data-kind={isView ? 'view' : 'below'}>
      <span>
        {isView
          ? t('companies.viewing', { name })
          : t('companies.acting_below', { name, role: roleName(t, role) })}
      </span>
      {/* No link of this company's pages: it leaves them. */}
      <a href="/analytics">{t('companies.back_to_own')}</a>
    </aside>
  )
}
