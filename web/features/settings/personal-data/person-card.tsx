import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload, IconSearch, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SyntheticEvent, useState } from 'react'
import type { PersonCountsView } from '../../../../src/contract/index.ts'
import { accessApi } from '../../../api/access-api.ts'
import { personalDataQuery } from '../../../api/access-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { Card, errorText, saveFile, useNotify, useT } from '../../../ui/index.ts'
import { countsText } from './counts-text.ts'
import classes from './personal-data.module.css'

interface Found {
  readonly person: string
  readonly counts: PersonCountsView
}

/** Shortest text that means somebody. */
const fewestCharacters = 4

/** Somebody is looked for first: what is taken out or erased is what was found. */
export function PersonCard(): ReactNode {
  const t = useT()
  const [entered, setEntered] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [found, setFound] = useState<Found | null>(null)
  const find = useMutation({
    mutationFn: async (person: string) => ({ person, counts: await accessApi.personalData.find(person) }),
    onSuccess: setFound,
    onError: (error) => setProblem(errorText(t, error)),
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const person = entered.trim()
    setFound(null)
    if (person.length < fewestCharacters) return setProblem(t('personal_data.person_missing'))
    setProblem(null)
    find.mutate(person)
  }
  return (
    <Card title={t('personal_data.person_title')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('personal_data.person_text')}
      </Text>
      <form onSubmit={submit} noValidate>
        <div className={classes['search']}>
          <TextInput
            label={t('personal_data.person')}
            description={t('personal_data.person_help')}
            value={entered}
            error={problem}
            maxLength={320}
            onChange={(event) => setEntered(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconSearch size={16} aria-hidden />}
            loading={find.isPending}
          >
            {t('personal_data.find')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {found !== null && <FoundPerson {...found} onErased={() => setFound(null)} />}
      </div>
    </Card>
  )
}

interface FoundPersonProps extends Found {
  readonly onErased: () => void
}

function FoundPerson({ person, counts, onErased }: FoundPersonProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { reach } = useSession()
  const [asks, setAsks] = useState(false)
  const file = useMutation({
    mutationFn: () => accessApi.personalData.file(person),
    onSuccess: ({ blob, name }) => saveFile(blob, name),
    onError: notify.failed,
  })
  const erase = useMutation({
    mutationFn: () => accessApi.personalData.erase(person),
    onSuccess: async () => {
      setAsks(false)
      onErased()
      notify.done(t('personal_data.erasure_asked'))
      await queryClient.invalidateQueries({ queryKey: personalDataQuery.queryKey })
    },
    onError: (error) => {
      setAsks(false)
      notify.failed(error)
    },
  })
  const isNobody = counts.messages + counts.chats + counts.calls === 0
  return (
    <Stack gap="sm" mt="md" className={classes['found'] ?? ''}>
      <Text size="sm">
        <b>{person}</b> · {isNobody ? t('personal_data.nobody') : countsText(t, counts)}
      </Text>
      {isNobody && (
        <Text size="sm" c="dimmed">
          {t('personal_data.nobody_text')}
        </Text>
      )}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={isNobody}
          loading={file.isPending}
          onClick={() => file.mutate()}
        >
          {t('personal_data.download')}
        </Button>
        <Button
          size="xs"
          color="red"
          variant="light"
          leftSection={<IconTrash size={16} aria-hidden />}
          disabled={reach === 'view'}
          onClick={() => setAsks(true)}
        >
          {t('personal_data.erase')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asks}
        title={t('personal_data.erase_title', { person })}
        text={t('personal_data.erase_text')}
        action={t('personal_data.erase_confirm')}
        isBusy={erase.isPending}
        onConfirm={() => erase.mutate()}
        onCancel={() => setAsks(false)}
      />
    </Stack>
  )
}
