import type { Principal } from '../../companies/index.ts'

/** Keys belong to the company that sends them, those of a document to the company that it is for: two may send the same one. */
export function requestKey({ companyId }: Principal, key: string): string {
  return `api:${companyId}:${key}`
}
