import { missingDetails } from '../companies/index.ts'
import type { DocumentObstacle, DocumentSide } from '../contract/index.ts'
import type { Failure } from '../core/index.ts'
import type { Dealing, SupplierSettings } from './seller.ts'

/** Something without which no document can be written. */
export interface Missing {
  readonly side: DocumentSide
  /** As in the details of that side: `legal_address/postal_code`; `settings` for the supplier's settings as a whole. */
  readonly field: string
  readonly reason: DocumentObstacle
}

export interface DetailsMissing extends Failure<'details_missing'> {
  readonly missing: readonly [Missing, ...Missing[]]
}

/** A dealing of which a document can be written. */
export interface CompleteDealing extends Dealing {
  readonly supplier: Dealing['supplier'] & { readonly settings: SupplierSettings }
}

/** What a document needs of both sides and is not there: the buyer's first, in the order of the form. */
export function missingForDocument({ buyer, supplier }: Dealing): Missing[] {
  return [
    ...missingDetails(buyer.details, { as: 'buyer', otherCountry: countryOf(supplier) }).map((missing) => {
      return { side: 'buyer', ...missing } as const
    }),
    ...missingDetails(supplier.details, { as: 'supplier', otherCountry: countryOf(buyer) }).map((missing) => {
      return { side: 'supplier', ...missing } as const
    }),
    ...(supplier.settings === null
      ? [{ side: 'supplier', field: 'settings', reason: 'settings_missing' } as const]
      : []),
  ]
}

/** The dealing itself where nothing is missing; failure `details_missing` that names each field otherwise. */
export function completeDealing(
  dealing: Dealing,
):
  | { readonly ok: true; readonly value: CompleteDealing }
  | { readonly ok: false; readonly failure: DetailsMissing } {
  const [first, ...others] = missingForDocument(dealing)
  const { supplier } = dealing
  const { settings } = supplier
  if (first === undefined && settings !== null)
    return { ok: true, value: { ...dealing, supplier: { ...supplier, settings } } }
  if (first === undefined) throw new Error('settings that are missing are named')
  return {
    ok: false,
    failure: {
      code: 'details_missing',
      detail: 'A document needs more of the details of buyer and supplier: enter what is missing.',
      missing: [first, ...others],
    },
  }
}

function countryOf({ details }: Dealing['buyer' | 'supplier']): string | null {
  return details.legal_address.country
}
