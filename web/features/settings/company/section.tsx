import { SimpleGrid, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './details.module.css'

interface SectionProps {
  readonly title: string
  readonly help?: string
  readonly children: ReactNode
}

/** Fields that belong together, in two columns where there is room. */
export function Section({ title, help, children }: SectionProps): ReactNode {
  return (
    <fieldset className={classes['section']}>
      <legend className={classes['legend']}>{title}</legend>
      {help !== undefined && (
        <Text size="sm" c="dimmed" mb="sm">
          {help}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="md">
        {children}
      </SimpleGrid>
    </fieldset>
  )
}
