import { Alert, Button, Group } from '@mantine/core'
import { IconArrowLeft, IconCheck } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { companyPart } from '../../api/company-address.ts'
import { useT } from '../../ui/index.ts'

interface SavedNoteProps {
  readonly text: string
  /** Within Tallybook. */
  readonly returnTo: string | undefined
}

/** Says that it is saved and, to whom something sent here, offers to go back there: the next key goes on. */
export function SavedNote({ text, returnTo }: SavedNoteProps): ReactNode {
  const t = useT()
  const router = useRouter()
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => back.current?.focus(), [])
  return (
    <Alert color="green" variant="light" icon={<IconCheck size={20} aria-hidden />}>
      <Group justify="space-between" gap="xs">
        {text}
        {returnTo !== undefined && (
          <Button
            ref={back}
            size="xs"
            leftSection={<IconArrowLeft size={16} aria-hidden />}
            onClick={() => router.history.push(`${companyPart}${returnTo}`)}
          >
            {t('details.go_back')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
