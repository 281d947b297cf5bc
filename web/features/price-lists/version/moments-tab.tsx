import { SegmentedControl, Text } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { ChargeMoment } from '../../../../src/contract/index.ts'
import { chargeMoments } from '../../../../src/contract/money-words.ts'
import { useT } from '../../../ui/index.ts'
import classes from '../price-lists.module.css'
import { useRateWords } from '../rates/use-rate-words.ts'
import type { Draft } from './use-draft.ts'

interface MomentsTabProps {
  readonly draft: Draft
  readonly isEditable: boolean
}

/** When the messages of a channel are charged. */
export function MomentsTab({ draft, isEditable }: MomentsTabProps): ReactNode {
  const t = useT()
  const words = useRateWords()
  const { kept, edits } = draft
  const channels = useMemo(
    () =>
      [
        ...new Set([
          ...kept.rates.map(({ channel }) => channel),
          ...Object.keys(kept.charge_on),
          ...[...edits.changed.values()].map(({ channel }) => channel.trim()),
        ]),
      ].filter((channel) => channel !== ''),
    [kept, edits],
  )
  const momentOf = (channel: string): ChargeMoment =>
    edits.moments[channel] ?? kept.charge_on[channel] ?? 'sent'
  return (
    <div className={classes['moments']}>
      <Text size="sm" c="dimmed" maw={720}>
        {t('prices.moments_text')}
      </Text>
      {channels.length === 0 ? (
        <Text size="sm">{t('prices.no_channels')}</Text>
      ) : (
        <ul>
          {channels.map((channel) => (
            <li key={channel} data-changed={channel in edits.moments || undefined}>
              <span id={`moment-${channel}`}>{words.channel(channel)}</span>
              {isEditable ? (
                <SegmentedControl
                  size="sm"
                  aria-labelledby={`moment-${channel}`}
                  data={chargeMoments.map((value) => ({ value, label: t(`prices.moment_${value}`) }))}
                  value={momentOf(channel)}
                  onChange={(value) => draft.setMoment(channel, value as ChargeMoment)}
                />
              ) : (
                <span>{t(`prices.moment_${momentOf(channel)}`)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
