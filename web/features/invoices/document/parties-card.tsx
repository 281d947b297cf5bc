import type { ReactNode } from 'react'
import type { ApiInvoiceDocument, InvoiceDetail } from '../../../../src/contract/index.ts'
import type { Formats, Translate } from '../../../../src/messages/index.ts'
import { Card, useFormat, useT } from '../../../ui/index.ts'
import classes from './document.module.css'

type Party = ApiInvoiceDocument['supplier']

/** Who asks whom, as frozen on the document. */
export function PartiesCard({ invoice }: { readonly invoice: InvoiceDetail }): ReactNode {
  const t = useT()
  const { supplier, buyer } = invoice.document
  return (
    <Card>
      <div className={classes['parties']}>
        <PartyBlock title={t('invoices.supplier')} party={supplier} />
        <PartyBlock title={t('invoices.buyer')} party={buyer} />
      </div>
    </Card>
  )
}

function PartyBlock({ title, party }: { readonly title: string; readonly party: Party }): ReactNode {
  const t = useT()
  const format = useFormat()
  return (
    <section className={classes['party']}>
      <h2>{title}</h2>
      <p className={classes['partyName']}>{party.legal_name}</p>
      {party.trade_name !== null && party.trade_name !== party.legal_name && (
        <p className={classes['muted']}>{party.trade_name}</p>
      )}
      <address>
        {addressLines(party, format).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </address>
      <ul className={classes['numbers']}>
        {numbersOf(party, t).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  )
}

function addressLines({ address }: Party, format: Formats): readonly string[] {
  const { street, street_2, postal_code, city, region, country } = address
  return [street, street_2, `${postal_code} ${city}`.trim(), region, format.country(country)].filter(
    (line): line is string => line !== null && line !== '',
  )
}

function numbersOf(party: Party, t: Translate): readonly string[] {
  const { registration_number, vat_number, tax_number, kpp, email, phone } = party
  return [
    registration_number && t('invoices.registration_number', { number: registration_number }),
    vat_number && t('invoices.vat_number', { number: vat_number }),
    tax_number && t('invoices.tax_number', { number: tax_number }),
    kpp && t('invoices.kpp', { number: kpp }),
    email,
    phone,
  ].filter((text): text is string => text !== null && text !== '')
}
