import { maxTargetS } from '../../../../../src/contract/chat-settings-words.ts'

export const targetUnits = ['s', 'min', 'h'] as const
export type TargetUnit = (typeof targetUnits)[number]

/** A target as it is typed; empty: none. */
export interface TargetValue {
  amount: string
  unit: TargetUnit
}

const secondsOf: Readonly<Record<TargetUnit, number>> = { s: 1, min: 60, h: 3_600 }

/** In the largest unit that divides it; a new one is thought of in minutes. */
export function toTargetValue(seconds: number | null): TargetValue {
  if (seconds === null) return { amount: '', unit: 'min' }
  const unit = seconds % 3_600 === 0 ? 'h' : seconds % 60 === 0 ? 'min' : 's'
  return { amount: String(seconds / secondsOf[unit]), unit }
}

/** Seconds; null: none; undefined: not possible. */
export function fromTargetValue({ amount, unit }: TargetValue): number | null | undefined {
  const text = amount.trim().replace(',', '.')
  if (text === '') return null
  if (!/^\d{1,7}(\.\d{1,4})?$/.test(text)) return undefined
  // 0.1 minutes are 6.000000000000001 seconds by the arithmetic of floats.
  const seconds = Math.round(Number(text) * secondsOf[unit] * 1e6) / 1e6
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= maxTargetS ? seconds : undefined
}
