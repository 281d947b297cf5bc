export const roles = ['owner', 'accountant', 'analyst', 'operator_lead', 'read_only', 'staff'] as const
export type Role = (typeof roles)[number]

export const scopes = [
  'events:write',
  'metrics:read',
  'connections:manage',
  'company:manage',
  'billing:read',
  'billing:manage',
  'authorizations:write',
] as const
export type Scope = (typeof scopes)[number]

/** Characters of a password. */
export const passwordLength = { min: 12, max: 200 } as const
