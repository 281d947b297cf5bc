import { Checkbox, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { noticeTypes } from '../../../../src/contract/notice-words.ts'
import { useT } from '../../../ui/index.ts'
import { typeName } from './notice-words.ts'

interface TypeChoiceProps {
  /** Of Mantine's form: value, onChange and error. */
  readonly inputProps: object
  readonly label?: string
}

/** What somebody is told about. */
export function TypeChoice({ inputProps, label }: TypeChoiceProps): ReactNode {
  const t = useT()
  return (
    <Checkbox.Group label={label ?? t('notices.types')} {...inputProps}>
      <Group gap="10px 24px" mt={8} mb={4}>
        {noticeTypes.map((type) => (
          <Checkbox key={type} value={type} label={typeName(t, type)} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}
