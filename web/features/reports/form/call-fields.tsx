import type { ReactNode } from 'react'
import { callDirections, wellKnownCallResults } from '../../../../src/contract/call-words.ts'
import { wordOf } from '../../../../src/messages/index.ts'
import { ValuesMenu } from '../../../ui/controls/values-menu.tsx'
import { FilterChips, useT } from '../../../ui/index.ts'
import { OperatorsMenu } from './chat-fields.tsx'
import classes from './form.module.css'
import { useFormView } from './form-view.tsx'
import { parseReportFormSearch } from './report-form-search.ts'

/** Filters that calls share with messages: they come with the address, and are shown to be removed. */
const shared = ['country', 'connection', 'weekday', 'hour'] as const

/** Which calls. */
export function CallFields(): ReactNode {
  const t = useT()
  const { search, change } = useFormView()
  const named = (dimension: string, values: readonly string[]) =>
    values.map((value) => ({ value, name: wordOf(t, dimension, value) }))
  return (
    <>
      <div className={classes['filters']}>
        <ValuesMenu
          label={t('words.dimension_direction')}
          all={t('report_form.all_directions')}
          values={named('direction', callDirections)}
          chosen={search.direction ?? []}
          onChange={(next) => change({ direction: parseReportFormSearch({ direction: next }).direction })}
        />
        <ValuesMenu
          label={t('words.dimension_result')}
          all={t('report_form.all_results')}
          values={named('result', wellKnownCallResults)}
          chosen={search.result ?? []}
          onChange={(result) => change({ result })}
        />
        <OperatorsMenu />
      </div>
      <FilterChips only={shared} />
    </>
  )
}
