import { Badge, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ImportedLine, MatchOutcome } from '../../../../src/contract/index.ts'
import { useFormat, useT } from '../../../ui/index.ts'

const colors = {
  exact: 'teal',
  partial: 'orange',
  over: 'orange',
  double: 'red',
  ambiguous: 'yellow',
  none: 'gray',
} as const satisfies Record<MatchOutcome, string>

/** How a line relates to documents, in words and colour; why, on hover and focus. */
export function ProposalMark({ line }: { readonly line: ImportedLine }): ReactNode {
  const text = useOutcomeText(line)
  const why = useReasonsText(line)
  const mark = (
    <Badge variant="light" color={colors[line.proposal.outcome]} tt="none" fw={500} tabIndex={0}>
      {text}
    </Badge>
  )
  return why === null ? (
    mark
  ) : (
    <Tooltip label={why} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      {mark}
    </Tooltip>
  )
}

function useOutcomeText({ proposal, reversal }: ImportedLine): string {
  const t = useT()
  const format = useFormat()
  const { outcome, difference } = proposal
  if (reversal) return t('payments.reason_reversal')
  if ((outcome === 'partial' || outcome === 'over') && difference !== null) {
    const amount = format.money({ ...difference, amount: difference.amount.replace(/^-/, '') })
    return t(`payments.outcome_${outcome}`, { amount })
  }
  if (outcome === 'partial' || outcome === 'over') return t('payments.outcome_ambiguous')
  return t(`payments.outcome_${outcome}`)
}

/** What speaks for the proposal or against it; null where there is nothing to say. */
export function useReasonsText({ proposal }: ImportedLine): string | null {
  const t = useT()
  const format = useFormat()
  if (proposal.reasons.length === 0) return null
  return t('payments.why', {
    reasons: format.list(proposal.reasons.map((reason) => t(`payments.reason_${reason}`))),
  })
}
