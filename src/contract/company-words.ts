/** Of people of a company; what each may do stands in src/companies/permissions.ts. */
export const roles = [
  'owner',
  'accountant',
  'analyst',
  'operator_lead',
  'read_only',
  'reseller',
  'finance',
  'support',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export const scopes = [
  'events:write',
  'metrics:read',
  'personal_data:read',
  'personal_data:manage',
  'connections:manage',
  'chats:manage',
  'company:manage',
  'users:manage',
  'keys:manage',
  'audit:read',
  'billing:read',
  'billing:manage',
  'authorizations:write',
  'companies:read',
  'companies:manage',
  'companies:view',
] as const
export type Scope = (typeof scopes)[number]

/** A provider depends on no other company; a reseller has companies below it; a customer has none. */
export const companyKinds = ['provider', 'reseller', 'customer'] as const
export type CompanyKind = (typeof companyKinds)[number]

/**
 * How a person acts in a company: as one of its people, from a company above it, or looking at it as its own people do without
 * being able to change anything.
 */
export const reaches = ['own', 'below', 'view'] as const
export type Reach = (typeof reaches)[number]

/** Characters of a password. */
export const passwordLength = { min: 12, max: 200 } as const
