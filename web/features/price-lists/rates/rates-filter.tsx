import { NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../../../ui/index.ts'
import type { RatesSearch } from '../price-list-search.ts'
import classes from './rates.module.css'
import { useRateWords } from './use-rate-words.ts'

interface RatesFilterProps {
  readonly search: RatesSearch
  readonly channels: readonly string[]
  readonly onChange: (changes: RatesSearch) => void
  readonly children?: ReactNode
}

/** Narrows a table of rates down; what it is set to stands in the address. */
export function RatesFilter({ search, channels, onChange, children }: RatesFilterProps): ReactNode {
  const t = useT()
  const words = useRateWords()
  return (
    <div className={classes['filter']}>
      <TextInput
        className={classes['filterText'] ?? ''}
        type="search"
        aria-label={t('prices.filter')}
        placeholder={t('prices.filter_placeholder')}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        value={search.search ?? ''}
        onChange={(event) => onChange({ search: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        className={classes['filterChannel'] ?? ''}
        aria-label={t('prices.channel')}
        data={[
          { value: '', label: t('prices.all_channels') },
          ...channels.map((value) => ({ value, label: words.channel(value) })),
        ]}
        value={search.channel ?? ''}
        onChange={(event) => onChange({ channel: event.currentTarget.value || undefined })}
      />
      {children}
    </div>
  )
}
