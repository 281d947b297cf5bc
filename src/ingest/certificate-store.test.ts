import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { selfSignedCertificate } from '../../test/fixtures/self-signed-certificate.ts'
import { createCertificateStore } from './certificate-store.ts'

const nowMs = Date.UTC(2026, 8, 1, 12)
const hourMs = 3_600_000
const keys = generateKeyPairSync('rsa', { modulusLength: 1024 })
const pem = selfSignedCertificate(keys, 'sns.amazonaws.com', { fromMs: nowMs - hourMs, toMs: nowMs + hourMs })
const url = 'https://sns.eu-central-1.amazonaws.com/1.pem'

function storeOf(answerOf: (address: string) => string | null) {
  const asked: string[] = []
  const store = createCertificateStore(async (address) => {
    asked.push(address)
    return answerOf(address)
  })
  return { store, asked }
}

test('a certificate is asked for once, by however many at once, and kept while it is valid', async () => {
  const { store, asked } = storeOf(() => pem)
  const found = await Promise.all([store(url, nowMs), store(url, nowMs), store(url, nowMs)])
  expect(found.map((certificate) => certificate?.subject)).toEqual(Array(3).fill('CN=sns.amazonaws.com'))
  expect(await store(url, nowMs + hourMs / 2)).not.toBeNull()
  expect(asked).toEqual([url])
})

test('a certificate out of its time counts for nothing, and is asked for again', async () => {
  const { store, asked } = storeOf(() => pem)
  expect(await store(url, nowMs - 2 * hourMs)).toBeNull()
  expect(await store(url, nowMs + 2 * hourMs)).toBeNull()
  expect(asked).toEqual([url, url])
})

test.each([null, '', 'no certificate'])(
  'an address that answers %j is not asked again for half a minute',
  async (answer) => {
    const { store, asked } = storeOf(() => answer)
    expect(await store(url, nowMs)).toBeNull()
    expect(await store(url, nowMs + 29_000)).toBeNull()
    expect(asked).toHaveLength(1)
    expect(await store(url, nowMs + 31_000)).toBeNull()
    expect(asked).toHaveLength(2)
  },
)

test('addresses that strangers make up are asked 30 times a minute at most, and known certificates go on counting', async () => {
  const { store, asked } = storeOf((address) => (address === url ? pem : null))
  await store(url, nowMs)
  for (let n = 0; n < 100; n += 1) await store(`${url}?${n}`, nowMs)
  expect(asked).toHaveLength(30)
  expect(await store(url, nowMs)).not.toBeNull()
  await store(`${url}?later`, nowMs + 60_000)
  expect(asked).toHaveLength(31)
})
