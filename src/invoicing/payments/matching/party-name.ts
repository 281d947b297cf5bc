import { foldText } from './fold-text.ts'

/** Legal forms, folded: a bank writes them in full, in short, before or behind the name, or not at all. */
const legalForms = new Set(
  [
    'ООО ОАО ЗАО ПАО АО НАО ИП ТОО ОДО ЧУП УП ГУП МУП ФГУП АНО ТОВ',
    'GMBH AG KG OHG UG GBR SE EK MBH CO LLC LTD LIMITED PLC INC CORP LLP SARL SAS SA SRL SPA BV NV OY AB AS APS SL DOO SRO',
    'ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ ПУБЛИЧНОЕ АКЦИОНЕРНОЕ ЗАКРЫТОЕ ОТКРЫТОЕ ИНДИВИДУАЛЬНЫЙ ПРЕДПРИНИМАТЕЛЬ',
  ]
    .join(' ')
    .split(' ')
    .map(foldText),
)

/** The words of a name without its legal form, in one order; empty when nothing is left. Equal keys are the same name. */
export function partyNameKey(name: string): string {
  const words = foldText(name)
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !legalForms.has(word))
  return words.sort().join(' ')
}
