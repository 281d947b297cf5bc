import { Button, Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Granularity, granularities } from '../../../src/contract/metric-words.ts'
import { autoGranularity } from '../../../src/core/time/index.ts'
import { useT } from '../index.ts'
import { useSelectionView } from '../selection/selection-view.tsx'

interface GranularityControlProps {
  /** As it stands in the address; undefined: it follows the length of the period. */
  readonly chosen: Granularity | undefined
  readonly onChange: (granularity: Granularity | undefined) => void
}

/** How finely time is cut; "auto" follows the length of the period. */
export function GranularityControl(props: GranularityControlProps): ReactNode {
  const t = useT()
  const { period, zone } = useSelectionView()
  const automatic = autoGranularity(period, zone)
  const granularity = props.chosen ?? automatic
  const chosen = props.chosen ?? 'auto'
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
            onClick={() => props.onChange(choice === 'auto' ? undefined : choice)}
          >
            {choice === 'auto'
              ? t('analytics.granularity_auto', {
                  name: t(`analytics.granularity_${automatic}`).toLowerCase(),
                })
              : t(`analytics.granularity_${choice}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
