import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../../../ui/index.ts'
import classes from '../price-lists.module.css'

/** A date and a time as the clocks of the company's zone show them. */
export interface WallText {
  readonly date: string
  readonly time: string
}

export const noInstant: WallText = { date: '', time: '00:00' }

interface WallInstantInputProps {
  readonly label: string
  readonly description?: string
  readonly error?: ReactNode
  readonly value?: WallText
  readonly path: string
  readonly onChange: (value: WallText) => void
}

export function WallInstantInput(props: WallInstantInputProps): ReactNode {
  const t = useT()
  const { label, description, error, value = noInstant, path, onChange } = props
  return (
    <div className={classes['instant']}>
      <TextInput
        type="date"
        label={label}
        description={description}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={error}
        data-path={path}
        value={value.date}
        onChange={(event) => onChange({ ...value, date: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('prices.time')}
        value={value.time}
        onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
      />
    </div>
  )
}
