import type { ChartData } from './chart-data.ts'
import type { ChartTheme } from './chart-theme.ts'

type Part = Record<string, unknown>

/** Room around the plot: labels of the axes are inside, so that charts under each other share their left edge. */
export function plotArea(leftPx = 52): Part {
  return { left: leftPx, right: 12, top: 12, bottom: 26, outerBoundsMode: 'none' }
}

export function categoryAxis(data: ChartData, theme: ChartTheme, boundaryGap: boolean): Part {
  return {
    type: 'category',
    data: [...data.labels],
    boundaryGap,
    axisLine: { lineStyle: { color: theme.strongLine } },
    axisTick: { show: false },
    axisLabel: {
      color: theme.muted,
      fontSize: 11,
      hideOverlap: true,
      margin: 9,
      // Where places go without a label, those that have one were chosen with care: none is skipped.
      ...(data.everyLabel || data.labels.includes('') ? { interval: 0 } : {}),
    },
    axisPointer: {
      type: boundaryGap ? 'shadow' : 'line',
      lineStyle: { color: theme.strongLine, type: 'solid', width: 1 },
      shadowStyle: { color: theme.scheme === 'dark' ? 'rgba(255,255,255,0.05)' : 'rgba(31,38,48,0.05)' },
      label: { show: false },
    },
  }
}

interface ValueAxisOptions {
  /** Least distance of two marks: 1 where only whole numbers occur. */
  readonly minInterval?: number
  /** Fixed distance of two marks, for units that are not counted in tens. */
  readonly interval?: number
  readonly max?: number
}

export function valueAxis(
  format: (value: number) => string,
  theme: ChartTheme,
  options: ValueAxisOptions = {},
): Part {
  return {
    type: 'value',
    min: 0,
    splitNumber: 4,
    ...options,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: theme.line } },
    axisLabel: { color: theme.muted, fontSize: 11, formatter: (value: number) => format(value) },
  }
}

/** What every chart has: font, motion, and a tooltip whose content the component supplies as a DOM element. */
export function frame(theme: ChartTheme): Part {
  return {
    animationDuration: 300,
    animationDurationUpdate: 250,
    textStyle: { fontFamily: theme.fontFamily, color: theme.text },
    backgroundColor: 'transparent',
  }
}
