import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { rateUnits } from '../../../../src/contract/money-words.ts'
import { knownKinds, noValue, type RateWords } from '../../../../src/messages/index.ts'
import { useT } from '../../../ui/index.ts'
import table from '../../../ui/page/data-table.module.css'
import { isByTime, type RateFault } from '../draft/check-draft.ts'
import type { RateField, TypedRate } from '../draft/draft-edits.ts'
import classes from '../rates/rates.module.css'
import { rowPx } from '../rates/row-px.ts'
import { knownChannels, useRateWords } from '../rates/use-rate-words.ts'
import { useRowWindow } from '../rates/use-row-window.ts'
import { faultText } from './fault-text.ts'
import type { Draft } from './use-draft.ts'

interface DraftTableProps {
  readonly draft: Draft
  /** Rows to show, by their keys. */
  readonly keys: readonly number[]
  readonly currency: string
  /** Whether a row was added whose fields have not had the focus yet; says so once. */
  readonly takesFocus: () => boolean
}

/** The rates of a draft, each cell a field. Enter goes down, as in a spreadsheet. */
export function DraftTable({ draft, keys, currency, takesFocus }: DraftTableProps): ReactNode {
  const t = useT()
  const words = useRateWords()
  const scroller = useRef<HTMLElement>(null)
  const { first, last, beforePx, afterPx } = useRowWindow(scroller, keys.length, rowPx)
  useFocusOfNewRow(draft.newestKey, takesFocus, scroller)
  const columns = [
    { name: 'channel', width: 120 },
    { name: 'kind', width: 140 },
    { name: 'destination', width: 150 },
    { name: 'unit', width: 130 },
    { name: 'price', width: 128, align: 'right' },
    { name: 'increments', width: 132 },
  ] as const
  return (
    <section ref={scroller} className={classes['scroll']} aria-label={t('prices.rates')}>
      <table
        data-titles-stay
        className={`${table['table']} ${classes['table']} ${classes['draft']}`}
        aria-rowcount={keys.length + 1}
      >
        <thead>
          <tr>
            {columns.map(({ name, width, ...column }) => (
              <th
                key={name}
                scope="col"
                style={{ width }}
                data-align={'align' in column ? column.align : undefined}
              >
                {name === 'price' ? t('prices.price_in', { currency }) : t(`prices.${name}`)}
              </th>
            ))}
            <th scope="col">{t('prices.note')}</th>
            <th scope="col" style={{ width: 52 }} aria-label={t('prices.remove')} />
          </tr>
        </thead>
        <tbody>
          {beforePx > 0 && <tr aria-hidden style={{ height: beforePx }} />}
          {keys.slice(first, last).map((key, place) => (
            <DraftRow
              key={key}
              rowKey={key}
              rowIndex={first + place + 2}
              typed={draft.typedAt(key)}
              state={draft.stateOf(key)}
              fault={draft.faults.get(key)}
              words={words}
              onEdit={draft.edit}
              onRemove={draft.remove}
              onRestore={draft.restore}
            />
          ))}
          {afterPx > 0 && <tr aria-hidden style={{ height: afterPx }} />}
        </tbody>
      </table>
      <datalist id="rate-channels">
        {knownChannels.map((channel) => (
          <option key={channel} value={channel}>
            {words.channel(channel)}
          </option>
        ))}
      </datalist>
      <datalist id="rate-kinds">
        {knownKinds.map((kind) => (
          <option key={kind} value={kind}>
            {words.kind(kind)}
          </option>
        ))}
      </datalist>
    </section>
  )
}

/** A row that was just added is at the top, and what is typed goes into it. */
function useFocusOfNewRow(
  key: number | undefined,
  takesFocus: () => boolean,
  scroller: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (key === undefined || !takesFocus()) return
    scroller.current?.scrollTo({ top: 0 })
    const fields = scroller.current?.querySelectorAll<HTMLInputElement>(`[data-row="${key}"] input`)
    const empty = [...(fields ?? [])].find((field) => field.value === '' && field.dataset['field'] !== 'kind')
    empty?.focus()
  }, [key, takesFocus, scroller])
}

function goDownOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return
  const { field } = event.currentTarget.dataset
  const row = event.currentTarget.closest('tr')
  const next = event.shiftKey ? row?.previousElementSibling : row?.nextElementSibling
  next?.querySelector<HTMLInputElement>(`[data-field="${field}"]`)?.focus()
  event.preventDefault()
}

interface DraftRowProps {
  readonly rowKey: number
  readonly rowIndex: number
  readonly typed: TypedRate
  readonly state: 'kept' | 'added' | 'changed' | 'removed'
  readonly fault: RateFault | undefined
  readonly words: RateWords
  readonly onEdit: (key: number, field: RateField, text: string) => void
  readonly onRemove: (key: number) => void
  readonly onRestore: (key: number) => void
}

function DraftRow(props: DraftRowProps): ReactNode {
  const { rowKey, rowIndex, typed, state, fault, words, onRemove, onRestore } = props
  const t = useT()
  const isRemoved = state === 'removed'
  const noteId = `rate-note-${rowKey}`
  const cell = { ...props, noteId }
  const name = [typed.channel, typed.destination].filter((text) => text !== '').join(' ')
  return (
    <tr
      aria-rowindex={rowIndex}
      data-row={rowKey}
      data-state={state === 'kept' ? undefined : state}
      style={{ height: rowPx }}
    >
      <td>
        <Field {...cell} field="channel" label={t('prices.channel')} list="rate-channels" />
      </td>
      <td>
        <Field
          {...cell}
          field="kind"
          label={t('prices.kind')}
          list="rate-kinds"
          placeholder={t('prices.every_kind')}
        />
      </td>
      <td>
        <Field {...cell} field="destination" label={t('prices.destination')} placeholder="DE, +49151, any" />
      </td>
      <td>
        <UnitField {...cell} />
      </td>
      <td>
        <Field {...cell} field="price" label={t('prices.price')} align="right" />
      </td>
      <td>
        {isByTime(typed.unit) ? (
          <div className={classes['pair']}>
            <Field {...cell} field="first_increment_s" label={t('prices.first_increment')} placeholder="1" />
            <Field {...cell} field="increment_s" label={t('prices.next_increment')} placeholder="1" />
          </div>
        ) : (
          <span className={classes['dash']}>{noValue}</span>
        )}
      </td>
      <td>
        <div
          className={classes['note']}
          id={noteId}
          title={fault ? faultText(t, fault) : undefined}
          data-fault={(fault !== undefined && !isMissing(fault, typed)) || undefined}
        >
          {fault ? faultText(t, fault) : noteOf(t, state, typed, words)}
        </div>
      </td>
      <td>
        <Tooltip label={isRemoved ? t('prices.restore') : t('prices.remove')} openDelay={400}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={isRemoved ? t('prices.restore_named', { name }) : t('prices.remove_named', { name })}
            onClick={() => (isRemoved ? onRestore(rowKey) : onRemove(rowKey))}
          >
            {isRemoved ? <IconArrowBackUp size={16} stroke={1.6} /> : <IconTrash size={16} stroke={1.6} />}
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  )
}

/** What is not written yet is asked for, but not marked as wrong. */
function isMissing({ field }: RateFault, typed: TypedRate): boolean {
  return typed[field].trim() === ''
}

/** Beside a row that is right: the name of its destination, or what becomes of it. */
function noteOf(
  t: ReturnType<typeof useT>,
  state: DraftRowProps['state'],
  typed: TypedRate,
  words: RateWords,
): string {
  const name = words.destination(typed.destination)
  if (state === 'removed') return t('prices.state_removed')
  const shown = name === typed.destination ? '' : name
  if (state === 'kept') return shown
  return [t(`prices.state_${state}`), shown].filter((text) => text !== '').join(' · ')
}

type CellProps = DraftRowProps & { readonly noteId: string }

interface FieldProps extends CellProps {
  readonly field: RateField
  readonly label: string
  readonly list?: string
  readonly placeholder?: string
  readonly align?: 'right'
}

function Field(props: FieldProps): ReactNode {
  const { rowKey, typed, state, fault, field, label, list, placeholder, align, noteId, onEdit } = props
  const isFaulty = fault?.field === field && !isMissing(fault, typed)
  return (
    <input
      className={classes['field']}
      aria-label={label}
      aria-invalid={isFaulty || undefined}
      aria-describedby={isFaulty ? noteId : undefined}
      data-field={field}
      data-align={align}
      list={list}
      placeholder={placeholder}
      inputMode={field === 'price' ? 'decimal' : undefined}
      autoComplete="off"
      spellCheck={false}
      disabled={state === 'removed'}
      value={typed[field]}
      onChange={(event) => onEdit(rowKey, field, event.currentTarget.value)}
      onKeyDown={goDownOnEnter}
    />
  )
}

function UnitField({ rowKey, typed, state, fault, words, noteId, onEdit }: CellProps): ReactNode {
  const t = useT()
  const isFaulty = fault?.field === 'unit'
  return (
    <select
      className={classes['field']}
      aria-label={t('prices.unit')}
      aria-invalid={isFaulty || undefined}
      aria-describedby={isFaulty ? noteId : undefined}
      data-field="unit"
      disabled={state === 'removed'}
      value={typed.unit}
      onChange={(event) => onEdit(rowKey, 'unit', event.currentTarget.value)}
    >
      {rateUnits.map((unit) => (
        <option key={unit} value={unit}>
          {words.unit(unit)}
        </option>
      ))}
    </select>
  )
}
