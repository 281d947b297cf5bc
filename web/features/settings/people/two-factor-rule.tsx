import { Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { People } from '../../../../src/contract/index.ts'
import { accessApi } from '../../../api/access-api.ts'
import { peopleQuery } from '../../../api/access-queries.ts'
import { useSession } from '../../../api/use-session.ts'
import { Card, useNotify, useT } from '../../../ui/index.ts'

/** Whether everybody needs a second factor; asked of others only by who has one. */
export function TwoFactorRule({ people }: { readonly people: People }): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { two_factor: own } = useSession()
  const put = useMutation({
    mutationFn: accessApi.people.putRule,
    onSuccess: (answer) => {
      queryClient.setQueryData(peopleQuery.queryKey, answer)
      notify.done(answer.two_factor_required ? t('people.rule_on') : t('people.rule_off'))
    },
    onError: notify.failed,
  })
  const isBlocked = !own.is_on && !people.two_factor_required
  return (
    <Card>
      <Switch
        label={t('people.rule_title')}
        description={isBlocked ? t('people.rule_own_first') : t('people.rule_text')}
        checked={people.two_factor_required}
        disabled={isBlocked || put.isPending}
        onChange={(event) => put.mutate(event.currentTarget.checked)}
      />
    </Card>
  )
}
