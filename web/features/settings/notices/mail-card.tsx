import { Skeleton, Text } from '@mantine/core'
import { IconMailOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { noticeSettingsQuery } from '../../../api/notices-queries.ts'
import { Card, Caution, ErrorState, useT } from '../../../ui/index.ts'

/** The page is there before it. */
const MailForm = lazy(async () => ({ default: (await import('./mail-form.tsx')).MailForm }))

const skeletonHeight = 160

/** Who is written to, of what, and in which language. */
export function MailCard(): ReactNode {
  const t = useT()
  const { data, error, refetch } = useQuery(noticeSettingsQuery)
  return (
    <Card title={t('notices.mail')}>
      <Text size="sm" c="dimmed" mb="md">
        {t('notices.mail_text')}
      </Text>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton h={skeletonHeight} />}
      {data && !data.sends_mail && (
        <Caution
          title={t('notices.mail_off_title')}
          icon={<IconMailOff size={18} stroke={1.7} aria-hidden />}
        >
          {t('notices.mail_off_text')}
        </Caution>
      )}
      {data && (
        <Suspense fallback={<Skeleton h={skeletonHeight} mt="md" />}>
          <MailForm stored={data} />
        </Suspense>
      )}
    </Card>
  )
}
