import { Stack, Text, Title } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../../api/use-session.ts'
import { PublicFrame } from '../../../ui/frame/public-frame.tsx'
import { usePageTitle, useT } from '../../../ui/index.ts'
import { SetUpSteps } from './set-up-steps.tsx'

/** What somebody sees whose company asks for a second factor, until there is one. */
export function TwoFactorDuePage(): ReactNode {
  const t = useT()
  usePageTitle(t('security.due_title'))
  const router = useRouter()
  const { company } = useSession()
  return (
    <PublicFrame width={480}>
      <Stack gap="md">
        <div>
          <Title order={1}>{t('security.due_title')}</Title>
          <Text c="dimmed" size="sm" mt={4}>
            {t('security.due_text', { company: company.name })}
          </Text>
        </div>
        <SetUpSteps onDone={() => void router.navigate({ to: '/analytics' })} />
      </Stack>
    </PublicFrame>
  )
}
