import { type Language, localeOf } from '../../../src/messages/index.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
const step = 1_000

/** How large a file is, in the largest unit of which it has one: `1.2 MB`. */
export function bytesText(bytes: number, language: Language): string {
  const power = bytes < step ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(localeOf[language], {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: power === 0 ? 4 : 3,
  }).format(bytes / step ** power)
}
