import type { CompanyBelow } from '../../../src/contract/index.ts'
import { useSession } from '../../api/use-session.ts'
import { useT } from '../../ui/index.ts'

/** One line about a company: what it is, whose customer it is where that is not the reader's company, its number. */
export function useAboutCompany(): (company: CompanyBelow) => string {
  const t = useT()
  const own = useSession().company
  return ({ kind, parent, tax_number: number }) =>
    [
      t(`companies.kind_${kind}`),
      parent.id === own.id ? null : t('companies.of_seller', { name: parent.name }),
      number,
    ]
      .filter((part) => part !== null)
      .join(' · ')
}
