import { type Role, type Scope, scopes } from '../contract/index.ts'

/** What a role may do with its company: the one table that pages and API go by. */
const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  owner: scopes,
  staff: ['metrics:read', 'connections:manage', 'company:manage', 'billing:read', 'billing:manage'],
  accountant: ['metrics:read', 'billing:read'],
  analyst: ['metrics:read'],
  operator_lead: ['metrics:read'],
  read_only: ['metrics:read'],
}

export function scopesOf(role: Role): readonly Scope[] {
  return scopesOfRole[role]
}

/** Whether a caller may do what the scope names. */
export function can(caller: { readonly scopes: readonly Scope[] }, scope: Scope): boolean {
  return caller.scopes.includes(scope)
}
