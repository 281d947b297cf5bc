import { expect, test } from 'vitest'
import { roles, scopes } from '../contract/index.ts'
import { can, scopesOf } from './permissions.ts'

test('every role may see numbers, only owner and staff may manage, only the owner may do everything', () => {
  const allowed = Object.fromEntries(
    scopes.map((scope) => [scope, roles.filter((role) => can({ scopes: scopesOf(role) }, scope))]),
  )
  expect(allowed).toEqual({
    'events:write': ['owner'],
    'metrics:read': [...roles],
    'connections:manage': ['owner', 'staff'],
    'company:manage': ['owner', 'staff'],
    'billing:read': ['owner', 'accountant', 'staff'],
    'billing:manage': ['owner', 'staff'],
    'authorizations:write': ['owner'],
  })
})
