import type { Principal } from '../companies/index.ts'
import { type CompanyDetails, emptyDetails } from '../contract/index.ts'
import type { Rooms } from './open-rooms.ts'
import { StartFailure } from './start-failure.ts'

/** The invented retailer. Its numbers have right check digits and are nobody's; the IBAN is one of the documentation of IBANs. */
const retailer: CompanyDetails = {
  ...emptyDetails,
  legal_name: 'Northlight Home & Garden GmbH',
  trade_name: 'Northlight Home & Garden',
  email: 'buchhaltung@northlight.example',
  phone: '+49 30 901820',
  legal_address: {
    ...emptyDetails.legal_address,
    street: 'Beispielstraße 12',
    postal_code: '10115',
    city: 'Berlin',
    country: 'DE',
  },
  registration_number: 'HRB 123456 B',
  vat_number: 'DE123456788',
  bank_accounts: [
    {
      iban: 'DE89370400440532013000',
      account_number: null,
      bic: 'MUSTDE55XXX',
      bank_name: 'Musterbank Berlin',
      correspondent_account: null,
      currency: 'EUR',
    },
  ],
  language: 'en',
}

/** Who sells messages to it, as invented. */
const provider: CompanyDetails = {
  ...emptyDetails,
  legal_name: 'Harbour Line Messaging B.V.',
  trade_name: 'Harbour Line',
  email: 'billing@harbourline.example',
  phone: '+31 20 555 0123',
  legal_address: {
    ...emptyDetails.legal_address,
    street: 'Voorbeeldkade 7',
    postal_code: '1012 AB',
    city: 'Amsterdam',
    country: 'NL',
  },
  registration_number: '12345678',
  vat_number: 'NL123456782B01',
  bank_accounts: [
    {
      iban: 'NL91ABNA0417164300',
      account_number: null,
      bic: 'VOORNL55XXX',
      bank_name: 'Voorbeeldbank',
      correspondent_account: null,
      currency: 'EUR',
    },
  ],
  language: 'en',
}

/** The details of the demo's company and of its provider: entered once, then left as whoever looks around changes them. */
export async function openDemoDetails(
  { companies }: Pick<Rooms, 'companies'>,
  caller: Principal,
): Promise<void> {
  for (const [role, details] of [
    ['company', retailer],
    ['provider', provider],
  ] as const) {
    const put = await companies.putDetails(caller, { role }, { ...details, version: 0 })
    if (!put.ok && put.failure.code !== 'details_changed')
      throw new StartFailure(`The details of the demo could not be entered: ${put.failure.detail}`)
  }
}
