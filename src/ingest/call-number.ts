import { lookUpNumber } from './recipient.ts'

export interface CallNumber {
  /** E.164 with a plus where it is a number that says its country; else as written. */
  readonly address: string
  /** ISO 3166-1 alpha-2; empty where it is not known. */
  readonly country: string
}

/**
 * What is written with a plus or with 00. Digits alone may be of an extension or of a national number, so they are read as
 * international only where they are as many as a number with its country has, and do not begin as national ones do.
 */
const international = /^(?:\+|00)/
const manyDigits = /^[1-9]\d{10,14}$/

/** Brings differently written numbers of one party to one form; extensions and addresses of SIP stay as they are. */
export function readCallNumber(written: string): CallNumber {
  const trimmed = written.trim()
  const isInternational = international.test(trimmed) || manyDigits.test(trimmed.replace(/[\s()\-./]/g, ''))
  const found = isInternational ? lookUpNumber(trimmed) : null
  return found ? { address: found.address, country: found.numberCountry } : { address: trimmed, country: '' }
}

/** The country of the other party: of who was called, of an inbound call of who called. */
export function countryOfCall(
  direction: 'inbound' | 'outbound' | 'internal',
  from: CallNumber,
  to: CallNumber,
): string {
  if (direction === 'internal') return ''
  return direction === 'inbound' ? from.country : to.country
}
