import type { ReactNode } from 'react'
import type { AuditEntry } from '../../../../src/contract/index.ts'
import { noValue } from '../../../../src/messages/index.ts'
import { useT } from '../../../ui/index.ts'
import classes from './audit.module.css'

type Values = NonNullable<AuditEntry['before']>

/** What it was and what it became, value by value, under the names that the API has for them. */
export function AuditChanges({ entry: { before, after } }: { readonly entry: AuditEntry }): ReactNode {
  const t = useT()
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (names.length === 0) return null
  return (
    <section className={classes['changes']} aria-label={t('audit.changes')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('audit.value')}</th>
            {before !== null && <th scope="col">{t('audit.before')}</th>}
            {after !== null && <th scope="col">{t('audit.after')}</th>}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {before !== null && <td data-before>{textOf(before[name])}</td>}
              {after !== null && <td data-after>{textOf(after[name])}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function textOf(value: Values[string] | undefined): string {
  if (value === undefined || value === null || value === '') return noValue
  if (Array.isArray(value)) return value.length === 0 ? noValue : value.map(textOf).join(', ')
  if (typeof value !== 'object') return String(value)
  return isMoney(value) ? `${value.amount} ${value.currency}` : JSON.stringify(value)
}

function isMoney(value: object): value is { amount: string; currency: string } {
  return 'amount' in value && 'currency' in value && Object.keys(value).length === 2
}
