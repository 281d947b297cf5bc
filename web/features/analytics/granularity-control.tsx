import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { granularities } from '../../../src/contract/metric-words.ts'
import { autoGranularity } from '../../../src/core/time/index.ts'
import { useT } from '../../ui/index.ts'
import { useAnalyticsView } from './analytics-view.tsx'

/** How finely time is cut; "auto" follows the length of the period. */
export function GranularityControl(): ReactNode {
  const t = useT()
  const { search, granularity, period, zone, change } = useAnalyticsView()
  const automatic = t(`analytics.granularity_${autoGranularity(period, zone)}`).toLowerCase()
  const chosen = search.granularity ?? 'auto'
  const check = <IconCheck size={16} stroke={1.6} aria-hidden />
  return (
    <Menu position="bottom-start" width={180}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
          aria-label={`${t('analytics.granularity')}: ${t(`analytics.by_${granularity}`)}`}
        >
          {t(`analytics.by_${granularity}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['auto', ...granularities] as const).map((choice) => (
          <Menu.Item
            key={choice}
            aria-current={choice === chosen || undefined}
            rightSection={choice === chosen && check}
            onClick={() => change({ granularity: choice === 'auto' ? undefined : choice })}
          >
            {choice === 'auto'
              ? t('analytics.granularity_auto', { name: automatic })
              : t(`analytics.granularity_${choice}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
