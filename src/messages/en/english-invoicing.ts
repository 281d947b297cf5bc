import { invoices } from './invoices.ts'
import { missingDetails } from './missing-details.ts'
import { monthCloses } from './month-closes.ts'
import { supplierSettings } from './supplier-settings.ts'

/** The words of the pages of invoicing in English: fetched when one of them is. */
export const englishInvoicing = {
  invoices,
  missing_details: missingDetails,
  month_closes: monthCloses,
  supplier_settings: supplierSettings,
} as const
