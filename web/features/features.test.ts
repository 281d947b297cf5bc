import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const features = fileURLToPath(new URL('.', import.meta.url))

test('no feature imports another: what several share stands in ui, api or charts', () => {
  const offences = readdirSync(features, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && name.includes('/'))
    .flatMap((name) => {
      const path = join(features, name)
      const own = name.split('/')[0]
      return [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
        .map((match) => relative(features, join(path, '..', match[1] ?? '')))
        .filter((target) => !target.startsWith('..') && target.split('/')[0] !== own)
        .map((target) => `${name} imports ${target}`)
    })
  expect(offences).toEqual([])
})
