import { Tooltip } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { Sparkline } from '../../charts/sparkline.tsx'
import styles from './counters.module.css'

interface CounterFaceProps {
  readonly name: string
  readonly value: string
  /** The change, a number beside it, in small words. */
  readonly under: ReactNode
  readonly course: readonly (number | null)[]
  readonly color: string
}

/** One number with its name, change and course. */
export function CounterFace({ name, value, under, course, color }: CounterFaceProps): ReactNode {
  return (
    <>
      <span className={styles['name']}>{name}</span>
      <span className={styles['value']}>{value}</span>
      <span className={styles['under']}>{under}</span>
      <span className={styles['course']}>
        <Sparkline values={course} color={color} heightPx={26} />
      </span>
    </>
  )
}

/** The place of a number that is not there yet. */
export function CounterSkeleton({ name }: { readonly name: string }): ReactNode {
  return (
    <div className={styles['counter']}>
      <span className={styles['name']}>{name}</span>
      <span className={styles['valueSkeleton']} aria-hidden="true" />
    </div>
  )
}

/** Tells what a counter is, on hover and focus of the link that it is. */
export function CounterTooltip(props: {
  readonly facts: ReactNode
  readonly children: ReactElement
}): ReactNode {
  return (
    <Tooltip
      label={props.facts}
      multiline
      w={300}
      openDelay={350}
      events={{ hover: true, focus: true, touch: false }}
      classNames={{ tooltip: styles['facts'] ?? '' }}
      position="bottom-start"
    >
      {props.children}
    </Tooltip>
  )
}
