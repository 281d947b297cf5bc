import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { problemKinds } from './problem-codes.ts'

test('docs/errors.md lists every code with its status, and no other', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| `(\w+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ])
  expect(Object.fromEntries(listed)).toEqual(
    Object.fromEntries(Object.entries(problemKinds).map(([code, { status }]) => [code, status])),
  )
})
