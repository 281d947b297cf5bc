import { expect, test } from 'vitest'
import { companyKinds, roles, scopes } from '../contract/index.ts'
import { can, roleRules, rolesOfKind, scopesOf } from './permissions.ts'

function whoMay(reach: 'own' | 'below') {
  return Object.fromEntries(
    scopes.map((scope) => [scope, roles.filter((role) => can({ scopes: scopesOf(role, reach) }, scope))]),
  )
}

test('in its own company the owner may do everything, and each other role what it is there for', () => {
  expect(whoMay('own')).toEqual({
    'events:write': ['owner'],
    'metrics:read': [...roles],
    'personal_data:read': ['owner', 'operator_lead', 'reseller', 'support', 'administrator'],
    'personal_data:manage': ['owner', 'reseller', 'administrator'],
    'connections:manage': ['owner', 'reseller', 'administrator'],
    'chats:manage': ['owner', 'operator_lead', 'reseller', 'administrator'],
    'company:manage': ['owner', 'reseller', 'administrator'],
    'users:manage': ['owner', 'administrator'],
    'keys:manage': ['owner', 'administrator'],
    'audit:read': ['owner', 'administrator'],
    'billing:read': ['owner', 'accountant', 'reseller', 'finance', 'administrator'],
    'billing:manage': ['owner', 'reseller', 'finance', 'administrator'],
    'authorizations:write': ['owner'],
    'companies:read': ['owner', 'reseller', 'finance', 'support', 'administrator'],
    'companies:manage': ['owner', 'reseller', 'administrator'],
    'companies:view': ['owner', 'reseller', 'support', 'administrator'],
  })
})

test('in companies below, only owners, resellers and staff may do anything, and nobody sends in their name', () => {
  const all = ['owner', 'reseller', 'administrator']
  const staff = ['owner', 'reseller', 'finance', 'support', 'administrator']
  expect(whoMay('below')).toEqual({
    'events:write': [],
    'metrics:read': staff,
    'personal_data:read': ['owner', 'reseller', 'support', 'administrator'],
    'personal_data:manage': all,
    'connections:manage': all,
    'chats:manage': all,
    'company:manage': all,
    'users:manage': all,
    'keys:manage': all,
    'audit:read': all,
    'billing:read': staff,
    'billing:manage': ['owner', 'reseller', 'finance', 'administrator'],
    'authorizations:write': [],
    'companies:read': staff,
    'companies:manage': all,
    'companies:view': ['owner', 'reseller', 'support', 'administrator'],
  })
})

test('a view shows what the owner sees, whatever the role of who looks', () => {
  for (const role of roles) expect(scopesOf(role, 'view')).toEqual(scopesOf('owner'))
})

test('staff is of the provider, resellers are of resellers, and every kind of company has an owner', () => {
  expect(Object.fromEntries(companyKinds.map((kind) => [kind, rolesOfKind(kind)]))).toEqual({
    provider: [
      'owner',
      'accountant',
      'analyst',
      'operator_lead',
      'read_only',
      'finance',
      'support',
      'administrator',
    ],
    reseller: ['owner', 'accountant', 'analyst', 'operator_lead', 'read_only', 'reseller'],
    customer: ['owner', 'accountant', 'analyst', 'operator_lead', 'read_only'],
  })
})

test('whoever may do something below may see which companies are there', () => {
  for (const role of roles) {
    const { below } = roleRules[role]
    if (below.length > 0) expect(below, role).toContain('companies:read')
  }
})
