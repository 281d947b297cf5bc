export { type CanonicalBatch, type CanonicalEvent, canonicalEventsOf } from './canonical-events-of.ts'
export type { SimulatedConnection } from './compose-message.ts'
export { createRandom, type Random } from './random.ts'
export { type SimulationOptions, simulate } from './simulate.ts'
