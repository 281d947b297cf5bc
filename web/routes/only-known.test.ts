import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { createAppRouter } from './router.tsx'

test.each([
  ['/invoices/b0000000-0000-4000-8000-000000000000', { line: '0', enter: 'pay', made: 'up' }],
  ['/invoices', { view: 'others', status: 'lost', sort: 'name', direction: 'up', amount: '-1', enter: 'x' }],
  ['/transactions', { tab: 'none', kind: 'gift', period: 'someday', enter: 'loan' }],
  ['/month-closes', { month: '2026-13', state: 'lost' }],
  ['/payments', { tab: 'none', state: 'lost', enter: 'x' }],
  ['/settings/company', { return: 'https://elsewhere.example/' }],
])('%s sees nothing of an address that makes no sense', (path, search) => {
  const matches = createAppRouter(new QueryClient()).matchRoutes(path, search)
  const seen = Object.entries(matches.at(-1)?.search ?? {}).filter(([, value]) => value !== undefined)
  expect(seen).toEqual([])
})

test('what makes sense comes through', () => {
  const [page] = createAppRouter(new QueryClient())
    .matchRoutes('/invoices', { view: 'issued', status: ['overdue'], number: 'INV-1', made: 'up' })
    .slice(-1)
  expect(page?.search).toEqual({ view: 'issued', status: ['overdue'], number: 'INV-1', made: undefined })
})
