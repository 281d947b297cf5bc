import { expect, test } from 'vitest'
import { pageRules } from '../src/contract/index.ts'
import { routeRules } from '../src/http/route-rules.ts'
import { permissionsDocument } from './support/permissions-document.ts'

test('docs/permissions.md says what the tables say (written anew by vitest -u)', async () => {
  await expect(permissionsDocument()).toMatchFileSnapshot('../docs/permissions.md')
})

test('no route is reachable without a decision: each asks for something, or says that it asks for nothing', () => {
  for (const [name, { needs }] of Object.entries(routeRules)) expect(needs.length, name).toBeGreaterThan(0)
  expect(Object.keys(pageRules).length).toBeGreaterThan(15)
})
