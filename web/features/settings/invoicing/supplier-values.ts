import type { SupplierSettingsPut, SupplierSettingsView } from '../../../../src/contract/index.ts'
import type { Language, Translate } from '../../../../src/messages/index.ts'

/** The settings as they stand in the form: numbers as they are typed. */
export type SupplierValues = {
  is_registered: boolean
  standard_rate_percent: string
  payment_days: string
  grace_hours: string
  invoice_series: string
  pro_forma_series: string
  credit_note_series: string
}

export const seriesFields = ['invoice_series', 'pro_forma_series', 'credit_note_series'] as const

export function toValues(stored: SupplierSettingsView, language: Language): SupplierValues {
  const { version, payment_days, grace_hours, standard_rate_percent, ...rest } = stored
  return {
    ...rest,
    // Of what nobody entered yet: a rate of zero that was never looked at would make invoices without tax.
    standard_rate_percent:
      version === 0
        ? ''
        : language === 'ru'
          ? standard_rate_percent.replace('.', ',')
          : standard_rate_percent,
    payment_days: String(payment_days),
    grace_hours: String(grace_hours),
  }
}

/** Of values that were found right. */
export function fromValues(values: SupplierValues, version: number): SupplierSettingsPut {
  return {
    ...values,
    standard_rate_percent: rateOf(values.standard_rate_percent),
    payment_days: Number(values.payment_days),
    grace_hours: Number(values.grace_hours),
    version,
  }
}

const ratePattern = /^(?:100|\d{1,2}(?:\.\d{1,2})?)$/
const wholePattern = /^\d{1,3}$/
const seriesPattern = /^[A-Z0-9]{1,10}$/
const maxPaymentDays = 365
const maxGraceHours = 744

/** A percentage with either decimal mark, as the API writes it. */
function rateOf(text: string): string {
  return text.trim().replace(',', '.')
}

function isWhole(text: string, max: number): boolean {
  return wholePattern.test(text.trim()) && Number(text) <= max
}

/** What is wrong in words, by field; null for what is right. The rules are those of the API. */
export function supplierFaults(
  t: Translate,
  values: SupplierValues,
): Record<keyof SupplierValues, string | null> {
  const series = (field: (typeof seriesFields)[number]): string | null => {
    if (!seriesPattern.test(values[field])) return t('supplier_settings.series_wrong')
    const isShared = seriesFields.some((other) => other !== field && values[other] === values[field])
    return isShared ? t('supplier_settings.series_same') : null
  }
  return {
    is_registered: null,
    standard_rate_percent: ratePattern.test(rateOf(values.standard_rate_percent))
      ? null
      : t('supplier_settings.standard_rate_wrong'),
    payment_days: isWhole(values.payment_days, maxPaymentDays)
      ? null
      : t('supplier_settings.payment_days_wrong'),
    grace_hours: isWhole(values.grace_hours, maxGraceHours) ? null : t('supplier_settings.grace_hours_wrong'),
    invoice_series: series('invoice_series'),
    pro_forma_series: series('pro_forma_series'),
    credit_note_series: series('credit_note_series'),
  }
}
