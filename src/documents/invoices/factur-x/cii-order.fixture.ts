import type { Read } from './en16931-rules.fixture.ts'

/** Children in the order of the schema (UN/CEFACT CII D16B, as Factur-X 1.0 restricts it in its profile EN 16931). */
const orders: Readonly<Record<string, readonly string[]>> = {
  CrossIndustryInvoice: ['ExchangedDocumentContext', 'ExchangedDocument', 'SupplyChainTradeTransaction'],
  ExchangedDocument: ['ID', 'TypeCode', 'IssueDateTime', 'IncludedNote'],
  SupplyChainTradeTransaction: [
    'IncludedSupplyChainTradeLineItem',
    'ApplicableHeaderTradeAgreement',
    'ApplicableHeaderTradeDelivery',
    'ApplicableHeaderTradeSettlement',
  ],
  IncludedSupplyChainTradeLineItem: [
    'AssociatedDocumentLineDocument',
    'SpecifiedTradeProduct',
    'SpecifiedLineTradeAgreement',
    'SpecifiedLineTradeDelivery',
    'SpecifiedLineTradeSettlement',
  ],
  SpecifiedTradeProduct: ['GlobalID', 'SellerAssignedID', 'BuyerAssignedID', 'Name', 'Description'],
  SpecifiedLineTradeSettlement: [
    'ApplicableTradeTax',
    'BillingSpecifiedPeriod',
    'SpecifiedTradeAllowanceCharge',
    'SpecifiedTradeSettlementLineMonetarySummation',
  ],
  ApplicableHeaderTradeAgreement: [
    'BuyerReference',
    'SellerTradeParty',
    'BuyerTradeParty',
    'SellerTaxRepresentativeTradeParty',
    'SellerOrderReferencedDocument',
    'BuyerOrderReferencedDocument',
    'ContractReferencedDocument',
    'AdditionalReferencedDocument',
  ],
  SellerTradeParty: partyOrder(),
  BuyerTradeParty: partyOrder(),
  SpecifiedLegalOrganization: ['ID', 'TradingBusinessName'],
  DefinedTradeContact: [
    'PersonName',
    'DepartmentName',
    'TelephoneUniversalCommunication',
    'EmailURIUniversalCommunication',
  ],
  PostalTradeAddress: [
    'PostcodeCode',
    'LineOne',
    'LineTwo',
    'LineThree',
    'CityName',
    'CountryID',
    'CountrySubDivisionName',
  ],
  ApplicableHeaderTradeSettlement: [
    'CreditorReferenceID',
    'PaymentReference',
    'TaxCurrencyCode',
    'InvoiceCurrencyCode',
    'PayeeTradeParty',
    'SpecifiedTradeSettlementPaymentMeans',
    'ApplicableTradeTax',
    'BillingSpecifiedPeriod',
    'SpecifiedTradeAllowanceCharge',
    'SpecifiedTradePaymentTerms',
    'SpecifiedTradeSettlementHeaderMonetarySummation',
    'InvoiceReferencedDocument',
  ],
  SpecifiedTradeSettlementPaymentMeans: [
    'TypeCode',
    'Information',
    'PayeePartyCreditorFinancialAccount',
    'PayeeSpecifiedCreditorFinancialInstitution',
  ],
  PayeePartyCreditorFinancialAccount: ['IBANID', 'AccountName', 'ProprietaryID'],
  ApplicableTradeTax: [
    'CalculatedAmount',
    'TypeCode',
    'ExemptionReason',
    'BasisAmount',
    'CategoryCode',
    'ExemptionReasonCode',
    'TaxPointDate',
    'DueDateTypeCode',
    'RateApplicablePercent',
  ],
  SpecifiedTradePaymentTerms: ['Description', 'DueDateDateTime'],
  SpecifiedTradeSettlementHeaderMonetarySummation: [
    'LineTotalAmount',
    'ChargeTotalAmount',
    'AllowanceTotalAmount',
    'TaxBasisTotalAmount',
    'TaxTotalAmount',
    'RoundingAmount',
    'GrandTotalAmount',
    'TotalPrepaidAmount',
    'DuePayableAmount',
  ],
  InvoiceReferencedDocument: ['IssuerAssignedID', 'FormattedIssueDateTime'],
}

function partyOrder(): readonly string[] {
  return [
    'ID',
    'GlobalID',
    'Name',
    'Description',
    'SpecifiedLegalOrganization',
    'DefinedTradeContact',
    'PostalTradeAddress',
    'URIUniversalCommunication',
    'SpecifiedTaxRegistration',
  ]
}

/** Elements that the schema does not have where they stand, or has earlier; and elements without content. */
export function misplaced(element: Read, path = ''): string[] {
  const name = element.name.split(':')[1] ?? element.name
  const here = `${path}/${name}`
  const order = orders[name]
  const places = element.children.map((child) => order?.indexOf(child.name.split(':')[1] ?? '') ?? 0)
  const faults = places.flatMap((place, index) =>
    place < 0 || place < (places[index - 1] ?? 0) ? [`${here}/${element.children[index]?.name}`] : [],
  )
  const isEmpty =
    element.children.length === 0 && element.text === '' && name !== 'ApplicableHeaderTradeDelivery'
  return [
    ...faults,
    ...(isEmpty ? [here] : []),
    ...element.children.flatMap((child) => misplaced(child, here)),
  ]
}
