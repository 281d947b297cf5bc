import type { ColumnType } from './finished-table.ts'

/** A cell in one of the few shapes that a file knows; null is an empty cell. */
export type CellValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number; readonly digits: string }
  | { readonly kind: 'instant'; readonly epochMs: number }
  | { readonly kind: 'money'; readonly amount: string; readonly currency: string }
  | null

const decimal = /^-?\d{1,30}(?:\.\d{1,30})?$/

/** Reads a row's value by its column's type. What does not fit the type is written as text, never dropped. */
export function readCell(type: ColumnType, value: unknown): CellValue {
  if (value === null || value === undefined || value === '') return null
  switch (type) {
    case 'text':
      return textCell(value)
    case 'instant':
      return instantCell(value)
    case 'money':
      return moneyCell(value)
    default:
      return numberCell(value)
  }
}

function textCell(value: unknown): CellValue {
  const given = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const text = given.replaceAll('\0', '').toWellFormed()
  return text === '' ? null : { kind: 'text', text }
}

function numberCell(value: unknown): CellValue {
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  const digits = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
  if (typeof digits !== 'string' || !Number.isFinite(Number(digits))) return textCell(value)
  if (typeof value === 'string' && !decimal.test(value)) return textCell(value)
  return { kind: 'number', number: Number(digits), digits }
}

function instantCell(value: unknown): CellValue {
  const epochMs = typeof value === 'string' ? Date.parse(value) : value
  return typeof epochMs === 'number' && Math.abs(epochMs) <= 8.64e15
    ? { kind: 'instant', epochMs }
    : textCell(value)
}

function moneyCell(value: unknown): CellValue {
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('currency' in value))
    return textCell(value)
  const { amount, currency } = value
  const isMoney = typeof amount === 'string' && decimal.test(amount) && typeof currency === 'string'
  return isMoney && /^[A-Z]{3}$/.test(currency) ? { kind: 'money', amount, currency } : textCell(value)
}
