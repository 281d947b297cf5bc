import { parseInstantMs } from './event-time.ts'

/** Epoch seconds, as a number or text, with a fraction or without; null for anything else. */
export function readEpochSeconds(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^\d{1,12}(?:\.\d{1,9})?$/.test(text)) return null
  return Math.trunc(Number(text) * 1_000)
}

/** Epoch milliseconds, as a number or text; null for anything else. */
export function readEpochMs(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null
}

const isoLike = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(\.\d{1,12})? ?(Z|z|[+-]\d{2}:?\d{2}| UTC)?$/

/**
 * An instant as providers write it: `2026-09-01T10:00:03.120+0000`, `2026-09-01 10:00:03 +0000`, `2026-09-01T10:00:03Z`. Null
 * where the text is none, or has no zone and none is `assumed`.
 */
export function readInstant(value: unknown, assumed: '' | 'Z' = ''): number | null {
  const match = typeof value === 'string' ? isoLike.exec(value.trim()) : null
  if (!match) return null
  const [, date = '', time = '', fraction = '', written = ''] = match
  const zone = written.trim() === '' ? assumed : toOffset(written.trim())
  return zone === '' ? null : parseInstantMs(`${date}T${time}${fraction}${zone}`)
}

function toOffset(zone: string): string {
  return /^(?:z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')
}
