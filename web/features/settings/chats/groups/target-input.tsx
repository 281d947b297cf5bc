import { Input, NativeSelect, TextInput } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useT } from '../../../../ui/index.ts'
import classes from '../chats.module.css'
import { type TargetUnit, type TargetValue, targetUnits } from './target-values.ts'

interface TargetInputProps {
  readonly label: string
  readonly description: string
  /** The first of its dialog: has the focus. */
  readonly isFirst?: boolean
  readonly value?: TargetValue
  readonly onChange?: (value: TargetValue) => void
  readonly error?: ReactNode
  readonly 'data-path'?: string
}

const noTarget: TargetValue = { amount: '', unit: 'min' }

/** A length of time as a number and its unit; empty: none. */
export function TargetInput({
  label,
  description,
  isFirst = false,
  value = noTarget,
  onChange,
  error,
  'data-path': path,
}: TargetInputProps): ReactNode {
  const t = useT()
  const id = useId()
  const toUnit = (text: string): TargetUnit => targetUnits.find((unit) => unit === text) ?? value.unit
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      labelProps={{ htmlFor: id }}
      descriptionProps={{ id: `${id}-help`, mt: 6 }}
      errorProps={{ id: `${id}-error`, mt: 6 }}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <div className={classes['amount']}>
        <TextInput
          id={id}
          inputMode="decimal"
          autoComplete="off"
          maxLength={9}
          placeholder={t('chat_settings.no_sl')}
          value={value.amount}
          error={Boolean(error)}
          data-path={path}
          aria-describedby={`${id}-help${error ? ` ${id}-error` : ''}`}
          {...(isFirst && { 'data-autofocus': true })}
          onChange={(event) => onChange?.({ ...value, amount: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t('chat_settings.unit_of', { label })}
          data={targetUnits.map((unit) => ({ value: unit, label: t(`chat_settings.unit_${unit}`) }))}
          value={value.unit}
          onChange={(event) => onChange?.({ ...value, unit: toUnit(event.currentTarget.value) })}
        />
      </div>
    </Input.Wrapper>
  )
}
