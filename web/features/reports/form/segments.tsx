import { Input, SegmentedControl, type SegmentedControlProps } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useId } from 'react'
import classes from './form.module.css'

const mostBesideOnPhone = 3

/** One of a few, all in sight, with a label above. */
export function Segments({ label, ...props }: SegmentedControlProps & { readonly label: string }): ReactNode {
  const id = useId()
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const isUpright = isNarrow && props.data.length > mostBesideOnPhone
  return (
    <div className={classes['segments']}>
      <Input.Label component="span" id={id}>
        {label}
      </Input.Label>
      <SegmentedControl aria-labelledby={id} orientation={isUpright ? 'vertical' : 'horizontal'} {...props} />
    </div>
  )
}
