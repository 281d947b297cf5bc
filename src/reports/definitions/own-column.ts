import type { ReportColumn } from './definition.ts'
import { localText } from './local-text.ts'

/** A column that is a report's own and no page's, shown by default. */
export function ownColumn<K extends string>(
  key: K,
  type: ReportColumn['type'],
  title: Parameters<typeof localText>[0],
): ReportColumn & { readonly key: K } {
  return { key, title: localText(title), type, isDefault: true }
}
