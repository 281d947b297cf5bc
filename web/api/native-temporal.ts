import type { Temporal as PolyfilledTemporal } from 'temporal-polyfill'

/**
 * Stands in for `temporal-polyfill` in the pages (see vite.config.ts): browsers that have Temporal of their own do not
 * load the polyfill's 20 kB, the others fetch it before any page that needs it.
 */
export const Temporal: typeof PolyfilledTemporal =
  'Temporal' in globalThis
    ? (globalThis.Temporal as unknown as typeof PolyfilledTemporal)
    : (await import('temporal-polyfill/implementation')).Temporal
