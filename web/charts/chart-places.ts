import type { ChartInstance } from './use-chart-instance.ts'

/** A place on the chart: the index along the axis, and for a heat map the row. */
export interface ChartPlace {
  readonly index: number
  readonly row?: number
  /** Of a click: how high it was, on the axis of values. */
  readonly value?: number
}

/** The place that the drawing library's tooltip is about. */
export function placeOfTooltip(params: unknown): ChartPlace | undefined {
  const first: unknown = Array.isArray(params) ? params[0] : params
  if (typeof first !== 'object' || first === null) return undefined
  const value = 'value' in first ? first.value : undefined
  const isCell = 'seriesType' in first && first.seriesType === 'heatmap'
  if (isCell && Array.isArray(value)) return { index: Number(value[0]), row: Number(value[1]) }
  return 'dataIndex' in first ? { index: Number(first.dataIndex) } : undefined
}

/** Index along the axis that is nearest to a pixel, never outside of the axis. */
export function nearestIndex(chart: ChartInstance, x: number, places: number): number | undefined {
  const [index] = chart.convertFromPixel({ gridIndex: 0 }, [x, 0])
  if (index === undefined || !Number.isFinite(index)) return undefined
  return Math.min(places - 1, Math.max(0, Math.round(index)))
}

/** The place under a pixel; undefined outside of the plot. */
export function placeAtPixel(
  chart: ChartInstance,
  x: number,
  y: number,
  places: number,
): ChartPlace | undefined {
  if (!chart.containPixel({ gridIndex: 0 }, [x, y])) return undefined
  const index = nearestIndex(chart, x, places)
  const [, value = 0] = chart.convertFromPixel({ gridIndex: 0 }, [x, y])
  return index === undefined ? undefined : { index, row: Math.round(value), value }
}

/** Where a key leads from the place that is walked on; undefined for keys that do not walk. */
export function nextPlace(
  key: string,
  current: ChartPlace | undefined,
  columns: number,
  rows: number | undefined,
): ChartPlace | undefined {
  const index = current?.index
  const row = rows === undefined ? {} : { row: current?.row ?? 0 }
  switch (key) {
    case 'ArrowRight':
      return { ...row, index: index === undefined ? 0 : Math.min(columns - 1, index + 1) }
    case 'ArrowLeft':
      return { ...row, index: index === undefined ? columns - 1 : Math.max(0, index - 1) }
    case 'ArrowUp':
    case 'ArrowDown': {
      if (rows === undefined) return undefined
      const step = current === undefined ? 0 : key === 'ArrowUp' ? -1 : 1
      return { index: index ?? 0, row: Math.min(rows - 1, Math.max(0, (current?.row ?? 0) + step)) }
    }
    case 'Home':
      return { ...row, index: 0 }
    case 'End':
      return { ...row, index: columns - 1 }
    default:
      return undefined
  }
}
