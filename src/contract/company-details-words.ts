/** `company`: who it is, as buyer and as seller. `provider`: who sells to a company that depends on no other. */
export const detailsRoles = ['company', 'provider'] as const
export type DetailsRole = (typeof detailsRoles)[number]

/** Languages that documents are written in. */
export const documentLanguages = ['en', 'ru'] as const
export type DocumentLanguage = (typeof documentLanguages)[number]

/** Accounts that one company can name on its documents. */
export const maxBankAccounts = 20

export const numberFields = ['vat_number', 'tax_number', 'kpp', 'registration_number'] as const
/** Numbers under which authorities know a company. */
export type NumberField = (typeof numberFields)[number]

/** What can be wrong with a field of the details; each has its words in the catalogue `details_faults`. */
export const detailsFaultCodes = [
  'invalid_country',
  'invalid_postal_code',
  'invalid_email',
  'invalid_phone',
  'invalid_number',
  'wrong_check_digits',
  'invalid_iban',
  'wrong_iban_check_digits',
  'invalid_bic',
  'invalid_account_number',
  'account_number_missing',
  'two_account_numbers',
  'account_not_of_bank',
  'account_in_other_currency',
  'invalid_currency',
] as const
export type DetailsFaultCode = (typeof detailsFaultCodes)[number]

/** Why an invoice needs a field. */
export const missingReasons = [
  'names_the_party',
  'complete_address',
  'supplier_is_taxed',
  'buyer_owes_the_tax',
  'russian_document',
  'account_to_pay_to',
] as const
export type MissingReason = (typeof missingReasons)[number]

/** Banks of Russia have a БИК of nine digits; the BIC of every other bank begins with letters (ISO 9362). */
export function isRussianBic(bic: string): boolean {
  return /^\d{9}$/.test(bic)
}

/** How a number is called where it is issued; a field that has no name there stays away from forms. */
export type NumberNames = Readonly<Partial<Record<NumberField, string>>>

const namesOfCountry: Readonly<Record<string, NumberNames>> = {
  AT: { vat_number: 'UID', tax_number: 'Steuernummer', registration_number: 'FN' },
  AU: { tax_number: 'ABN', registration_number: 'ACN' },
  BE: { vat_number: 'BTW / TVA', registration_number: 'KBO / BCE' },
  BG: { vat_number: 'ДДС номер', registration_number: 'ЕИК' },
  BY: { tax_number: 'УНП', registration_number: 'ЕГР' },
  CA: { tax_number: 'GST/HST', registration_number: 'BN' },
  CH: { vat_number: 'MWST / TVA / IVA', registration_number: 'UID / IDE' },
  CZ: { vat_number: 'DIČ', registration_number: 'IČO' },
  DE: { vat_number: 'USt-IdNr.', tax_number: 'Steuernummer', registration_number: 'HRB' },
  DK: { vat_number: 'momsnr.', registration_number: 'CVR' },
  EE: { vat_number: 'KMKR', registration_number: 'registrikood' },
  ES: { vat_number: 'NIF-IVA', tax_number: 'NIF' },
  FI: { vat_number: 'ALV-numero', registration_number: 'Y-tunnus' },
  FR: { vat_number: 'n° TVA', registration_number: 'SIREN / SIRET' },
  GB: { vat_number: 'VAT Reg No', tax_number: 'UTR', registration_number: 'CRN' },
  GR: { vat_number: 'ΑΦΜ', registration_number: 'ΓΕΜΗ' },
  IE: { vat_number: 'VAT No', registration_number: 'CRO' },
  IT: { vat_number: 'P. IVA', tax_number: 'C. F.', registration_number: 'REA' },
  KZ: { tax_number: 'БИН / ИИН' },
  LI: { vat_number: 'MWST', registration_number: 'FL' },
  LT: { vat_number: 'PVM kodas', registration_number: 'kodas' },
  LU: { vat_number: 'n° TVA', registration_number: 'RCS' },
  LV: { vat_number: 'PVN', registration_number: 'reģ. Nr.' },
  NL: { vat_number: 'btw-id', registration_number: 'KvK' },
  NO: { vat_number: 'MVA', registration_number: 'org.nr.' },
  PL: { vat_number: 'NIP', registration_number: 'KRS' },
  PT: { vat_number: 'NIPC', registration_number: 'matrícula' },
  RO: { vat_number: 'CIF', registration_number: 'Reg. com.' },
  RU: { tax_number: 'ИНН', kpp: 'КПП', registration_number: 'ОГРН' },
  SE: { vat_number: 'momsnr.', registration_number: 'org.nr.' },
  SK: { vat_number: 'IČ DPH', tax_number: 'DIČ', registration_number: 'IČO' },
  TR: { tax_number: 'VKN', registration_number: 'MERSİS' },
  UA: { tax_number: 'ІПН', registration_number: 'ЄДРПОУ' },
  US: { tax_number: 'EIN' },
}

const plainNames: NumberNames = { vat_number: '', tax_number: '', registration_number: '' }

/** Numbers that companies of a country have, each with its local name; '' where it goes by the general one. */
export function numberNames(country: string | null): NumberNames {
  return (country !== null && namesOfCountry[country]) || plainNames
}
