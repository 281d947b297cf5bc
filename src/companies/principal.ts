import type { Company, Reach, Role, Scope } from '../contract/index.ts'
import type { Failure, Result } from '../core/index.ts'
import { fail, ok } from '../core/index.ts'
import { can } from './permissions.ts'
import type { Client } from './sign-in-limit.ts'

/** Who asks, on behalf of which company. */
export interface Principal {
  readonly kind: 'user' | 'key'
  readonly companyId: string
  readonly company: Company
  readonly scopes: readonly Scope[]
  /** Of a person only. */
  readonly userId?: string
  readonly role?: Role
  /** How the person acts in the company; missing: as one of its own. */
  readonly reach?: Reach
  /** The company that the person belongs to, where that is one above. */
  readonly homeId?: string
  /** Of a key only. */
  readonly keyName?: string
  readonly keyId?: string
  /** Where the request comes from; not of work that nobody asks for now. */
  readonly client?: Client
}

/** Failure `forbidden` unless the caller may do it. */
export function allow(principal: Principal, scope: Scope): Result<void, Failure<'forbidden'>> {
  if (can(principal, scope)) return ok(undefined)
  return fail(
    'forbidden',
    principal.kind === 'key'
      ? `This API key lacks the scope ${scope}: make a key that has it.`
      : 'Your role does not allow this: ask an owner of the company.',
  )
}
