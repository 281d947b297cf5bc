import type { CatalogueIn } from '../catalogue-types.ts'
import type { englishInvoicing } from '../en/english-invoicing.ts'
import { invoices } from './invoices.ts'
import { missingDetails } from './missing-details.ts'
import { monthCloses } from './month-closes.ts'
import { supplierSettings } from './supplier-settings.ts'

/** The words of the pages of invoicing in Russian: fetched when one of them is. */
export const russianInvoicing: Pick<CatalogueIn<'ru'>, keyof typeof englishInvoicing> = {
  invoices,
  missing_details: missingDetails,
  month_closes: monthCloses,
  supplier_settings: supplierSettings,
}
