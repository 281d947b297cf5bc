import type * as engine from './echarts-engine.ts'

type Engine = typeof engine

let loading: Promise<Engine> | undefined

/** The drawing library in a chunk of its own: asked for once, and only by a page that draws. */
export function loadEngine(): Promise<Engine> {
  loading ??= import('./echarts-engine.ts').catch((error: unknown) => {
    // A chunk that could not be fetched must be asked for again next time.
    loading = undefined
    throw error
  })
  return loading
}
