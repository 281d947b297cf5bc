import { type RefObject, useEffect, useRef, useState } from 'react'
import type { EChartsType } from './echarts-engine.ts'
import { loadEngine } from './load-engine.ts'

export type ChartInstance = EChartsType
export type EngineState = 'loading' | 'ready' | 'failed'

/** An instance for as long as the element lives, as wide as the element; `group` shares its crosshair with others. */
export function useChartInstance(
  element: RefObject<HTMLDivElement | null>,
  group: string | undefined,
): { readonly instance: RefObject<ChartInstance | undefined>; readonly state: EngineState } {
  const instance = useRef<ChartInstance | undefined>(undefined)
  const [state, setState] = useState<EngineState>('loading')

  useEffect(() => {
    let gone = false
    let observer: ResizeObserver | undefined
    const start = async (): Promise<void> => {
      const engine = await loadEngine()
      if (gone || !element.current) return
      const chart = engine.init(element.current)
      if (group !== undefined) {
        chart.group = group
        engine.connect(group)
      }
      observer = new ResizeObserver(() => chart.resize())
      observer.observe(element.current)
      instance.current = chart
      setState('ready')
    }
    start().catch(() => {
      if (!gone) setState('failed')
    })
    return () => {
      gone = true
      observer?.disconnect()
      instance.current?.dispose()
      instance.current = undefined
    }
  }, [element, group])

  return { instance, state }
}
