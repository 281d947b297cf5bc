import type { EnglishCatalogue } from './en/english.ts'
import type { Translate } from './translate.ts'

type FaultCode = Exclude<keyof EnglishCatalogue['details_faults'], 'example'>

/** What is wrong with a field of company details and what to do, with something that would be right where that helps. */
export function detailsFaultText(t: Translate, code: FaultCode, example: string | undefined): string {
  const fault = t(`details_faults.${code}`)
  return example === undefined ? fault : `${fault} ${t('details_faults.example', { example })}`
}
