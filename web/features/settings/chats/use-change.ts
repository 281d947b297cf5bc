import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ChatSettingsChanged } from '../../../../src/contract/index.ts'
import { chatSettingsQuery } from '../../../api/chat-settings-queries.ts'
import { useNotify, useT } from '../../../ui/index.ts'
import { savedText } from './effect-text.ts'

/** Tells of a change that was saved, and has the page show it. */
export function useSaved(): (changed: ChatSettingsChanged, text?: string) => Promise<void> {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  return async (changed, text) => {
    notify.done(text ?? savedText(t, changed))
    await queryClient.invalidateQueries({ queryKey: chatSettingsQuery.queryKey })
  }
}

/** A change by one click. @param text said when it worked, where "saved" says too little */
export function useChange(
  change: () => Promise<ChatSettingsChanged>,
  onDone?: () => void,
  text?: string,
): { readonly run: () => void; readonly isBusy: boolean } {
  const notify = useNotify()
  const saved = useSaved()
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: async (changed) => {
      onDone?.()
      await saved(changed, text)
    },
    onError: notify.failed,
  })
  return { run: () => mutation.mutate(), isBusy: mutation.isPending }
}
