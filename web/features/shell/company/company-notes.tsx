import { lazy, type ReactNode, Suspense } from 'react'
import { useSession } from '../../../api/use-session.ts'
import { roleName, useT } from '../../../ui/index.ts'
import classes from './company-notes.module.css'

// Only for those who may change the company, and gone once it is set up.
const SettingUpNote = lazy(async () => ({ default: (await import('./setting-up-note.tsx')).SettingUpNote }))

/** What a reader must know of the company on every page: that it is not the own one, that nothing can be changed, what is to do. */
export function CompanyNotes(): ReactNode {
  const { reach, scopes } = useSession()
  return (
    <>
      {reach !== 'own' && <ElsewhereNote isView={reach === 'view'} />}
      {reach !== 'view' && scopes.includes('company:manage') && (
        <Suspense>
          <SettingUpNote />
        </Suspense>
      )}
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
        {isView ? t('shell.viewing', { name }) : t('shell.acting_below', { name, role: roleName(t, role) })}
      </span>
      {/* Not links of this company's pages: they leave it. */}
      <a href="/analytics">{t('shell.back_to_own')}</a>
    </aside>
  )
}
