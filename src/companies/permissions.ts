import { type CompanyKind, type Reach, type Role, roles, type Scope, scopes } from '../contract/index.ts'

/** What a role is: where it can be given, and what it may do in its company and in the companies below that. */
export interface RoleRule {
  /** Kinds of companies whose people may have it. */
  readonly kinds: readonly CompanyKind[]
  readonly own: readonly Scope[]
  readonly below: readonly Scope[]
}

const everyKind: readonly CompanyKind[] = ['provider', 'reseller', 'customer']

/** All that the company above does for a customer; sending in its name is left to the customer itself. */
const administration: readonly Scope[] = scopes.filter(
  (scope) => scope !== 'events:write' && scope !== 'authorizations:write',
)

/**
 * The one table that pages, API, docs/permissions.md and the tests of every route go by. Whoever looks at a company as its
 * people do (`view`) has the scopes of its owner and may change nothing: that is refused by route, see http/route-rules.ts.
 */
export const roleRules: Readonly<Record<Role, RoleRule>> = {
  owner: { kinds: everyKind, own: scopes, below: administration },
  accountant: { kinds: everyKind, own: ['metrics:read', 'billing:read'], below: [] },
  analyst: { kinds: everyKind, own: ['metrics:read'], below: [] },
  operator_lead: { kinds: everyKind, own: ['metrics:read', 'personal_data:read', 'chats:manage'], below: [] },
  read_only: { kinds: everyKind, own: ['metrics:read'], below: [] },
  reseller: {
    kinds: ['reseller'],
    own: [
      'metrics:read',
      'personal_data:read',
      'personal_data:manage',
      'connections:manage',
      'chats:manage',
      'company:manage',
      'billing:read',
      'billing:manage',
      'companies:read',
      'companies:manage',
      'companies:view',
    ],
    below: administration,
  },
  finance: {
    kinds: ['provider'],
    own: ['metrics:read', 'billing:read', 'billing:manage', 'companies:read'],
    below: ['metrics:read', 'billing:read', 'billing:manage', 'companies:read'],
  },
  support: {
    kinds: ['provider'],
    own: ['metrics:read', 'personal_data:read', 'companies:read', 'companies:view'],
    below: ['metrics:read', 'personal_data:read', 'billing:read', 'companies:read', 'companies:view'],
  },
  administrator: { kinds: ['provider'], own: administration, below: administration },
}

/** What a role may do; in a view, whatever the company's owner sees. */
export function scopesOf(role: Role, reach: Reach = 'own'): readonly Scope[] {
  return reach === 'view' ? roleRules.owner.own : roleRules[role][reach]
}

/** Roles that people of such a company may have. */
export function rolesOfKind(kind: CompanyKind): readonly Role[] {
  return roles.filter((role) => roleRules[role].kinds.includes(kind))
}

/** Whether a caller may do what the scope names. */
export function can(caller: { readonly scopes: readonly Scope[] }, scope: Scope): boolean {
  return caller.scopes.includes(scope)
}
