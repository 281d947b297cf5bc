import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Import, ImportState } from '../../../../src/contract/index.ts'
import { isWorking } from '../../../api/imports-queries.ts'
import { useFormat, useT } from '../../../ui/index.ts'

const colors: Readonly<Record<ImportState, string>> = {
  uploaded: 'gray',
  checking: 'blue',
  checked: 'gray',
  importing: 'blue',
  imported: 'teal',
  cancelled: 'gray',
  failed: 'red',
}

/** How a file stands, in words; of one that is worked on, how far it is. */
export function ImportStateMark({ file }: { readonly file: Pick<Import, 'state' | 'percent'> }): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <Badge variant="light" color={colors[file.state]} tt="none" fw={500}>
      {t(`imports.state_${file.state}`)}
      {isWorking(file) && ` · ${format.percent(file.percent / 100)}`}
    </Badge>
  )
}
