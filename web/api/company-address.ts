/*
 * The company of a tab stands in its address, before the page: `/c/{id}/analytics` acts in it, `/view/{id}/analytics` looks at it.
 * Requests carry the same, so tabs never mix. Without it the session says which company it is.
 */

const named = /^\/(c|view)\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?=\/|$)/i

/** The part of an address that names the company; empty where it names none. */
export function companyPartOf(path: string): string {
  return named.exec(path)?.[0] ?? ''
}

/** Of this tab; it changes only by loading the page anew. */
export const companyPart: string =
  typeof window === 'undefined' ? '' : companyPartOf(window.location.pathname)

/** Where the API is asked for the company of this tab. */
export function inCompany(path: string): string {
  return path.startsWith('/api/v1/') ? `${companyPart}${path}` : path
}

/** The first page of another company. Loading it anew leaves nothing of this one on the screen or in memory. */
export function addressOfCompany(id: string, form: 'c' | 'view' = 'c', page = '/analytics'): string {
  return `/${form}/${encodeURIComponent(id)}${page}`
}

/** Goes to another company, in this tab. */
export function goToCompany(id: string, form: 'c' | 'view' = 'c', page = '/analytics'): void {
  window.location.assign(addressOfCompany(id, form, page))
}
