import { z } from 'zod'

export interface MailFrom {
  /** May be empty. */
  readonly name: string
  readonly address: string
}

const maxNameLength = 100

/** Reads `billing@example.com` or `Name <billing@example.com>`; null where it is neither. */
export function parseMailFrom(text: string): MailFrom | null {
  const [, named, bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(text.trim()) ?? []
  const address = z
    .email()
    .max(254)
    .safeParse(bracketed ?? text.trim())
  const name = (named ?? '').trim().replace(/^"(.*)"$/, '$1')
  // A control character would end the header that the name stands in.
  if (!address.success || name.length > maxNameLength || /\p{C}/u.test(name)) return null
  return { name, address: address.data }
}
