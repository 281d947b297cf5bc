import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** Compressed script of a first page, besides charts: 200 KB of 1,024 bytes. Brotli is what the server sends to today's browsers. */
const maxBytes = 200 * 1_024

/** `npm test` builds the pages first; without them this file fails. */
const built = fileURLToPath(new URL('../dist/web', import.meta.url))

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

const manifest = JSON.parse(readFileSync(`${built}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>
const indexHtml = readFileSync(`${built}/index.html`, 'utf8')

function chunkOf(name: string): Chunk {
  const chunk = manifest[name]
  if (!chunk) throw new Error(`${name} is no chunk of the built pages`)
  return chunk
}

/** The files of a chunk and of all that it imports statically. */
function filesBelow(name: string, found = new Set<string>()): Set<string> {
  const { file, imports = [] } = chunkOf(name)
  if (found.has(file)) return found
  found.add(file)
  for (const imported of imports) filesBelow(imported, found)
  return found
}

/** Every script that must have arrived before a page can be seen: what index.html names, the page, its words. */
function firstLoad(page: string, words: string): string[] {
  const named = [...indexHtml.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1] ?? '')
  return [...new Set([...named, ...filesBelow(page), ...filesBelow(words)])]
}

const compressedBytes = (file: string): number => statSync(`${built}/${file}.br`).size

/** Pages that come with words of their own, with what these are. */
const furtherPages: readonly (readonly [page: string, parts: readonly string[]])[] = [
  ['features/transactions/transactions-page.tsx', ['money']],
  ['features/settings/company/company-settings.tsx', ['money']],
  ['features/settings/company/provider-settings.tsx', ['money']],
  ['features/price-lists/price-lists-page.tsx', ['money', 'prices']],
  ['features/price-lists/list/price-list-page.tsx', ['money', 'prices']],
  ['features/price-lists/version/version-page.tsx', ['money', 'prices']],
  ['features/price-lists/own-prices-page.tsx', ['money', 'prices']],
  ['features/invoices/list/invoices-page.tsx', ['money', 'invoicing']],
  ['features/invoices/document/document-page.tsx', ['money', 'invoicing']],
  ['features/month-closes/month-closes-page.tsx', ['money', 'invoicing']],
  ['features/settings/invoicing/invoicing-settings.tsx', ['money', 'invoicing']],
  ['features/top-up/top-up-page.tsx', ['money', 'payments']],
  ['features/payments/payments-page.tsx', ['money', 'payments']],
  ['features/settings/payments/payment-settings.tsx', ['money', 'payments']],
  ['features/settings/notices/notice-settings.tsx', ['notices']],
  ['features/chats/chat-graphs-page.tsx', ['chats']],
  ['features/chats/list/chat-list-page.tsx', ['chats']],
  ['features/chats/card/chat-card-page.tsx', ['chats']],
  ['features/settings/connections/connection-settings.tsx', ['connections']],
  ['features/settings/chats/chat-settings.tsx', ['chat-settings']],
  ['features/reports/reports-page.tsx', ['reports']],
  ['features/reports/form/report-form-page.tsx', ['reports']],
]

describe.each(['en/english', 'ru/russian'])('the first load with the words of %s', (words) => {
  test.each([
    'features/session/sign-in-page.tsx',
    'features/setup/setup-page.tsx',
    'features/analytics/analytics-page.tsx',
    'features/messages/messages-page.tsx',
  ])(`is at most ${maxBytes / 1_024} KB of compressed script: %s`, (page) => {
    const files = firstLoad(page, `../src/messages/${words}.ts`)
    expect(files.length).toBeGreaterThan(2)
    const total = files.reduce((sum, file) => sum + compressedBytes(file), 0)
    expect(total).toBeLessThanOrEqual(maxBytes)
  })

  test.each(furtherPages)(`is at most ${maxBytes / 1_024} KB with further words: %s`, (page, parts) => {
    const further = parts.flatMap((part) => [...filesBelow(`../src/messages/${words}-${part}.ts`)])
    const files = new Set([...firstLoad(page, `../src/messages/${words}.ts`), ...further])
    const total = [...files].reduce((sum, file) => sum + compressedBytes(file), 0)
    expect(total).toBeLessThanOrEqual(maxBytes)
  })

  test('has no charts and no schemas in it', () => {
    const files = firstLoad('features/analytics/analytics-page.tsx', `../src/messages/${words}.ts`)
    expect(files).not.toContain(chunkOf('charts/echarts-engine.ts').file)
    // Every zod schema keeps its inner workings under this name.
    const text = files.map((file) => readFileSync(`${built}/${file}`, 'utf8')).join('\n')
    expect(text).not.toContain('_zod')
  })
})
