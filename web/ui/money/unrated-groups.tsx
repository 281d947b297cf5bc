import { Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Unrated } from '../../../src/contract/index.ts'
import { noValue } from '../../../src/messages/index.ts'
import { useFormat, useT } from '../i18n/i18n-provider.tsx'
import { useValueNames } from '../selection/value-names.ts'
import classes from './unrated.module.css'

interface UnratedGroupsProps {
  readonly unrated: Unrated
  readonly onLeave: () => void
}

/** What a rate would have to be for, and how many messages wait for it. */
export function UnratedGroups({ unrated, onLeave }: UnratedGroupsProps): ReactNode {
  const t = useT()
  const format = useFormat()
  const nameOf = useValueNames()
  const named = (dimension: 'kind' | 'country' | 'network', value: string | null): string =>
    value === null ? noValue : nameOf(dimension, value)
  const hasDependants = unrated.groups.some(({ traffic }) => traffic === 'dependants')
  return (
    <>
      <Text size="sm" mb="md">
        {t('unrated.text')}
        {hasDependants && ` ${t('unrated.text_dependants')}`}
      </Text>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <section className={classes['scroll']} tabIndex={0} aria-label={t('unrated.dialog')}>
        <table className={classes['table']}>
          <thead>
            <tr>
              {hasDependants && <th scope="col">{t('unrated.traffic')}</th>}
              {(['reason', 'channel', 'kind', 'country', 'network'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`unrated.${name}`)}
                </th>
              ))}
              {(['messages', 'first', 'last'] as const).map((name) => (
                <th key={name} scope="col" data-align="right">
                  {t(`unrated.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {unrated.groups.map((group) => (
              <tr
                key={[
                  group.traffic,
                  group.reason,
                  group.channel,
                  group.kind,
                  group.country,
                  group.network,
                ].join('|')}
              >
                {hasDependants && <td>{t(`unrated.traffic_${group.traffic}`)}</td>}
                <td>{t(`unrated.reason_${group.reason}`)}</td>
                <td>{nameOf('channel', group.channel)}</td>
                <td>{named('kind', group.kind)}</td>
                <td>{named('country', group.country)}</td>
                <td>{named('network', group.network)}</td>
                <td data-align="right">{format.number(group.messages)}</td>
                <td data-align="right">{format.date(group.first_at)}</td>
                <td data-align="right">{format.date(group.last_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Group justify="flex-end" mt="md">
        <Button renderRoot={(props) => <Link to="/price-lists" {...props} />} onClick={onLeave}>
          {t('unrated.to_price_lists')}
        </Button>
      </Group>
    </>
  )
}
