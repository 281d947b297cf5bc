import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ChargeMoment } from '../../../../src/contract/index.ts'
import { ApiError } from '../../../api/api-error.ts'
import { billingApi, type VersionName } from '../../../api/billing-api.ts'
import { refreshPrices, versionQuery } from '../../../api/billing-queries.ts'
import { errorText, useLanguage, useNotify, useT } from '../../../ui/index.ts'
import { checkDraft, keysOfRates, type RateFault, type SentDraft, toApiDraft } from '../draft/check-draft.ts'
import {
  addRate,
  type ChangeCounts,
  changeCounts,
  type DraftEdits,
  editRate,
  hasEdits,
  type KeptDraft,
  noEdits,
  type RateField,
  removeRate,
  restoreRate,
  setMoment,
  type TypedRate,
  typedAt,
} from '../draft/draft-edits.ts'

export type RowState = 'kept' | 'added' | 'changed' | 'removed'

/** What can be done to a draft's rows; the same functions for as long as it is open. */
export interface DraftActs {
  readonly edit: (key: number, field: RateField, text: string) => void
  readonly add: (like?: Partial<TypedRate>) => void
  readonly remove: (key: number) => void
  readonly restore: (key: number) => void
  readonly setMoment: (channel: string, moment: ChargeMoment) => void
  readonly discard: () => void
}

/** A draft in the hands of who edits it: what the server has, what was changed, what is wrong with it. */
export interface Draft extends DraftActs {
  readonly kept: KeptDraft
  readonly edits: DraftEdits
  readonly counts: ChangeCounts
  readonly isDirty: boolean
  readonly faults: ReadonlyMap<number, RateFault>
  readonly newestKey: number | undefined
  readonly typedAt: (key: number) => TypedRate
  readonly stateOf: (key: number) => RowState
  readonly save: () => void
  readonly isSaving: boolean
  /** Why the last attempt to save failed, in words; nothing of what was typed is lost by it. */
  readonly failure: string | null
}

/** `kept` stays the same object until the server has taken other rates; then there is nothing left to save. */
export function useDraft(name: VersionName, kept: KeptDraft): Draft {
  const [language] = useLanguage()
  const [edits, setEdits] = useState(() => noEdits(kept))
  const [seen, setSeen] = useState(kept)
  if (kept !== seen) {
    setSeen(kept)
    setEdits(noEdits(kept))
  }
  const keptKeys = useMemo(() => keysOfRates(kept.rates), [kept])
  const faults = useMemo(() => checkDraft(kept, keptKeys, edits, language), [kept, keptKeys, edits, language])
  const acts = useMemo<DraftActs>(
    () => ({
      edit: (key, field, text) => setEdits((now) => editRate(kept, now, { key, field, text }, language)),
      add: (like) => setEdits((now) => addRate(now, like)),
      remove: (key) => setEdits((now) => removeRate(now, key)),
      restore: (key) => setEdits((now) => restoreRate(now, key)),
      setMoment: (channel, moment) => setEdits((now) => setMoment(kept, now, channel, moment)),
      discard: () => setEdits(noEdits(kept)),
    }),
    [kept, language],
  )
  const saving = useSaveDraft(name)
  const stateOf = (key: number): RowState => {
    if (edits.removed.has(key)) return 'removed'
    if (key >= kept.rates.length) return 'added'
    return edits.changed.has(key) ? 'changed' : 'kept'
  }
  return {
    ...acts,
    kept,
    edits,
    counts: changeCounts(edits),
    isDirty: hasEdits(edits),
    faults,
    newestKey: edits.added[0],
    typedAt: (key) => typedAt(kept, edits, key, language),
    stateOf,
    save: () => saving.mutate(toApiDraft(kept, edits, language)),
    isSaving: saving.isPending,
    failure: saving.failure,
  }
}

function useSaveDraft(name: VersionName) {
  const t = useT()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const mutation = useMutation({
    mutationFn: ({ rates, charge_on }: SentDraft) => billingApi.versions.replace(name, { rates, charge_on }),
    onSuccess: async (_, { rates, charge_on }) => {
      // What was sent is what the server has now: the rates of a large list are not fetched once more.
      queryClient.setQueryData(versionQuery(name).queryKey, (old) => old && { ...old, rates, charge_on })
      notify.done(t('prices.draft_saved'))
      await refreshPrices(queryClient)
    },
  })
  const failure = mutation.error ? failureText(t, mutation.error) : null
  return { mutate: mutation.mutate, isPending: mutation.isPending, failure }
}

/** The server names a rate by its place among those that were sent. */
function failureText(t: ReturnType<typeof useT>, error: Error): string {
  const text = errorText(t, error)
  const first = error instanceof ApiError ? error.fieldErrors[0] : undefined
  return first === undefined ? text : `${text} ${first.path}: ${first.detail}`
}
