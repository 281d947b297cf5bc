import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Member } from '../../../../src/contract/index.ts'
import { accessApi } from '../../../api/access-api.ts'
import { peopleQuery } from '../../../api/access-queries.ts'
import { ConfirmDialog } from '../../../ui/controls/confirm-dialog.tsx'
import { useNotify, useT } from '../../../ui/index.ts'

export type MemberAct = 'remove' | 'reset'

interface ConfirmMemberActProps {
  readonly member: Member
  readonly act: MemberAct
  readonly onClose: () => void
}

/** Asks before somebody loses the way in, or half of the lock on it. */
export function ConfirmMemberAct({ member, act, onClose }: ConfirmMemberActProps): ReactNode {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { user_id: id, name } = member
  const doing = useMutation({
    mutationFn: () =>
      act === 'remove' ? accessApi.people.remove(id) : accessApi.people.resetSecondFactor(id),
    onSuccess: async () => {
      onClose()
      notify.done(act === 'remove' ? t('people.removed', { name }) : t('people.reset_done', { name }))
      // Who removes himself is asked to sign in, or looks at another company.
      await queryClient.invalidateQueries({ queryKey: member.is_self ? [] : peopleQuery.queryKey })
    },
    onError: (error) => {
      onClose()
      notify.failed(error)
    },
  })
  return (
    <ConfirmDialog
      opened
      title={act === 'remove' ? t('people.remove_title', { name }) : t('people.reset_title', { name })}
      text={act === 'remove' ? t('people.remove_text') : t('people.reset_text')}
      action={act === 'remove' ? t('people.remove_confirm') : t('people.reset_confirm')}
      isBusy={doing.isPending}
      onConfirm={() => doing.mutate()}
      onCancel={onClose}
    />
  )
}
