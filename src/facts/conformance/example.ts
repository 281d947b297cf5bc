import type { EventSketch, FactRow } from './world.ts'

/** A worked example: the events of one message, and what its facts must say. */
export interface Example {
  /** The guarantee, as the test's name. */
  readonly name: string
  readonly events: readonly EventSketch[]
  readonly facts: FactRow
}
