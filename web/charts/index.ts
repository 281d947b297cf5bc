export { barsAndLinesOption } from './bars-and-lines-option.ts'
export { Chart, type ChartProps } from './chart.tsx'
export { type ChartData, type ChartSeries, seriesAt, sumAt, sumOf, visibleSeries } from './chart-data.ts'
export { ChartLegend, type LegendEntry } from './chart-legend.tsx'
export type { ChartPlace } from './chart-places.ts'
export { ChartTable } from './chart-table.tsx'
export { type ChartTheme, chartTheme } from './chart-theme.ts'
export { renderPng } from './export-png.ts'
export { type HeatmapData, heatmapOption } from './heatmap-option.ts'
export { type HistogramMark, histogramOption } from './histogram-option.ts'
export { linesOption } from './lines-option.ts'
export {
  accentColor,
  actorColors,
  backlogColors,
  type ColorScheme,
  channelColor,
  chatStateColors,
  hatchedStatuses,
  otherColor,
  partColors,
  percentileColors,
  type StatusKey,
  speedColors,
  statusColor,
} from './palette.ts'
export { RankedBars, type RankedPart, type RankedRow } from './ranked-bars.tsx'
export { rankedBarsOption } from './ranked-bars-option.ts'
export { Sparkline } from './sparkline.tsx'
export { stackedBarsOption } from './stacked-bars-option.ts'
export { negativeSteps, statusesOfStep, statusSteps, stepOfStatus } from './status-steps.ts'
export type { TooltipContent, TooltipLine } from './tooltip-element.ts'
