import { Select, type SelectProps } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'

const maxShown = 60

/** All IANA zones, found by any part of their name, with their present offset. */
export function TimeZoneSelect(props: Omit<SelectProps, 'data'>): ReactNode {
  const current = typeof props.value === 'string' ? props.value : undefined
  const data = useMemo(() => zoneOptions(current), [current])
  return <Select searchable limit={maxShown} maxDropdownHeight={280} {...props} data={data} />
}

function zoneOptions(current: string | undefined): { value: string; label: string }[] {
  const zones = new Set(Intl.supportedValuesOf('timeZone'))
  zones.add('UTC')
  // Browsers list one name of each zone; a company may go by another.
  if (current !== undefined && current !== '') zones.add(current)
  const now = new Date()
  return [...zones]
    .sort()
    .map((zone) => ({ value: zone, label: `${zone.replaceAll('_', ' ')}  (${offsetOf(zone, now)})` }))
}

function offsetOf(zone: string, at: Date): string {
  try {
    const parts = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      timeZoneName: 'shortOffset',
    }).formatToParts(at)
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  } catch {
    return '?'
  }
}
