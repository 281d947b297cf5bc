import { useComputedColorScheme } from '@mantine/core'
import { type ChartTheme, chartTheme } from '../../charts/chart-theme.ts'

/** Ink and paper of charts for the theme that the reader sees now. */
export function useChartTheme(): ChartTheme {
  return chartTheme(useComputedColorScheme('light', { getInitialValueInEffect: false }))
}
