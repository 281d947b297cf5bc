import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSigned, signatureHeader } from './signature-header.ts'

const nowMs = Date.UTC(2026, 9, 2, 12)
const body = new TextEncoder().encode('{"id":"evt_1"}')
const [secret, next] = ['whsec_one', 'whsec_two']

test('the signature is the documented one', () => {
  // Computed with openssl: printf '1614556800.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_one
  expect(signatureHeader(body, 1_614_556_800_999, [secret])).toBe(
    't=1614556800,v1=e4c632ddc64585d5047c697bacca7fa56a540a43648f69af49f69372a396a156',
  )
})

describe('a signature is taken', () => {
  test.each([
    ['now', 0],
    ['300 s old', 300_000],
    ['300 s ahead', -300_000],
  ])('%s', (_name, ageMs) => {
    expect(isSigned(body, signatureHeader(body, nowMs - ageMs, [secret]), [secret], nowMs)).toBe(true)
  })

  test('of either secret while they are changed, on both sides', () => {
    for (const signed of [[secret], [next], [secret, next], ['other', next]])
      expect(isSigned(body, signatureHeader(body, nowMs, signed), [secret, next], nowMs)).toBe(true)
  })

  test('beside signatures of other schemes, and with spaces', () => {
    const header = signatureHeader(body, nowMs, [secret]).replace(',', ', v0=abc, v1=zz, ')
    expect(isSigned(body, header, [secret], nowMs)).toBe(true)
  })
})

describe('a signature is refused', () => {
  const header = signatureHeader(body, nowMs, [secret])
  const [time = '', signature = ''] = header.split(',')
  const oldTime = `t=${Math.floor(nowMs / 1_000) - 10}`
  test.each([
    ['of another secret', signatureHeader(body, nowMs, [next])],
    ['301 s old', signatureHeader(body, nowMs - 301_000, [secret])],
    ['301 s ahead', signatureHeader(body, nowMs + 301_000, [secret])],
    ['put to another time', `${oldTime},${signature}`],
    ['with two times', `${oldTime},${time},${signature}`],
    ['without time', signature],
    ['without signature', time],
    ['of another scheme', header.replace('v1=', 'v0=')],
    ['that is cut', header.slice(0, -1)],
    ['that is empty', ''],
    ['that is endless', `${header},${'v1=00,'.repeat(1_000)}`],
    ['with a time that is none', header.replace(/t=\d+/, 't=NaN')],
  ])('%s', (_name, given) => {
    expect(isSigned(body, given, [secret], nowMs)).toBe(false)
  })

  test('of another body, and without secrets', () => {
    expect(isSigned(new TextEncoder().encode('{"id":"evt_2"}'), header, [secret], nowMs)).toBe(false)
    expect(isSigned(body, header, [], nowMs)).toBe(false)
    expect(isSigned(body, signatureHeader(body, nowMs, ['']), [''], nowMs)).toBe(false)
  })
})

test('any change of a byte breaks the signature; any header is answered', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 100 })
  const property = fc.property(
    bytes,
    fc.nat(),
    fc.integer({ min: 1, max: 255 }),
    fc.string(),
    (raw, at, change, junk) => {
      const header = signatureHeader(raw, nowMs, [secret])
      expect(isSigned(raw, header, [secret], nowMs)).toBe(true)
      const changed = raw.map((byte, place) => (place === at % raw.length ? byte ^ change : byte))
      expect(isSigned(changed, header, [secret], nowMs)).toBe(false)
      expect(isSigned(raw, junk, [secret], nowMs)).toBe(false)
    },
  )
  fc.assert(property)
})
