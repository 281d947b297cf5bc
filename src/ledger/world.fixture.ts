import { randomUUID } from 'node:crypto'
import type { Principal } from '../companies/index.ts'
import { type Scope, scopes } from '../contract/index.ts'
import type { Records } from '../records/index.ts'
import { hashInput } from '../records/index.ts'
import type { PricedRequest } from './authorize-batch.ts'

/** A company made for a test, and who acts for it. */
export interface TestCompany {
  readonly id: string
  /** Its key, with every scope. */
  readonly key: Principal
}

/** Sells to itself, or is the customer of `parentId`. */
export async function makeCompany(
  records: Pick<Records, 'asSystem'>,
  options: { readonly parentId?: string; readonly currency?: string } = {},
): Promise<TestCompany> {
  const { parentId, currency = 'EUR' } = options
  const row = await records.asSystem((db) =>
    db
      .insertInto('companies')
      .values({ name: 'Meridian', time_zone: 'UTC', currency, parent_id: parentId ?? null })
      .returning(['id', 'name', 'time_zone', 'currency'])
      .executeTakeFirstOrThrow(),
  )
  return { id: row.id, key: { kind: 'key', companyId: row.id, company: row, scopes, keyName: 'CRM' } }
}

/** A person of the company; two calls are two persons. */
export async function makePerson(
  records: Pick<Records, 'asSystem'>,
  company: TestCompany,
  name: string,
  mayDo: readonly Scope[] = scopes,
): Promise<Principal> {
  const { id } = await records.asSystem((db) =>
    db
      .insertInto('identity.users')
      .values({ name, email: `${randomUUID()}@example.com`, image: null })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const { companyId, company: own } = company.key
  return { kind: 'user', companyId, company: own, scopes: mayDo, userId: id, role: 'administrator' }
}

export function euros(amount: string): { readonly amount: string; readonly currency: string } {
  return { amount, currency: 'EUR' }
}

let requests = 0

/** A hold of one euro, with a key of its own, unless told otherwise. */
export function holdOf(companyId: string, change: Partial<PricedRequest> = {}): PricedRequest {
  requests += 1
  const request = {
    companyId,
    amountMicros: 1_000_000n,
    currency: 'EUR',
    rate: {
      channel: 'sms',
      kind: null,
      destination: 'DE',
      unit: 'segment' as const,
      price: '1',
    },
    quantity: 1,
    messageKey: null,
    messageId: null,
    expiresAtMs: Date.UTC(2026, 8, 2),
    idempotencyKey: `hold-${requests}`,
    ...change,
  }
  return {
    inputHash: hashInput({ amount: request.amountMicros.toString(), id: request.messageId }),
    ...request,
  }
}

/** The value of a Result; throws where it is a failure. */
export function valueOf<T>(
  result: { ok: true; value: T } | { ok: false; failure: { code: string; detail: string } },
): T {
  if (result.ok) return result.value
  throw new Error(`${result.failure.code}: ${result.failure.detail}`)
}

/** `ok`, or the code of the failure. */
export function codeOf(result: { ok: boolean; failure?: { code: string } }): string {
  return result.failure?.code ?? 'ok'
}
