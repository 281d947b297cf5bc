import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeTotpSecret, matchTotp, totpCode, totpStep, totpUri } from './totp.ts'

/** The secret of RFC 6238, appendix B: "12345678901234567890". */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %d the code is that of RFC 6238', (seconds, code) => {
  expect(totpCode(secret, totpStep(seconds * 1000))).toBe(code)
  expect(matchTotp(secret, code, seconds * 1000, 0)).toBe(totpStep(seconds * 1000))
})

describe('a code', () => {
  const moments = fc.integer({ min: 600_000, max: 4e12 })

  test('is taken up to one step before and after its own, and no further', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -5, max: 5 }), (nowMs, shift) => {
        const own = makeTotpSecret()
        const code = totpCode(own, totpStep(nowMs) + shift)
        const isNear = [-1, 0, 1].some((near) => totpCode(own, totpStep(nowMs) + near) === code)
        expect(matchTotp(own, code, nowMs, 0) !== null).toBe(isNear)
      }),
    )
  })

  test('is taken once', () => {
    fc.assert(
      fc.property(moments, (nowMs) => {
        const own = makeTotpSecret()
        const step = matchTotp(own, totpCode(own, totpStep(nowMs)), nowMs, 0)
        expect(step).not.toBeNull()
        fc.pre(totpCode(own, totpStep(nowMs) + 1) !== totpCode(own, totpStep(nowMs)))
        expect(matchTotp(own, totpCode(own, totpStep(nowMs)), nowMs, step ?? 0)).toBeNull()
      }),
    )
  })

  test('is six digits, with spaces where somebody likes them, and nothing else', () => {
    const nowMs = 59_000
    expect(matchTotp(secret, '287 082', nowMs, 0)).toBe(1)
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!/^\d{6}$/.test(text.replaceAll(/\s/g, ''))) expect(matchTotp(secret, text, nowMs, 0)).toBeNull()
      }),
    )
  })
})

test('the address for authenticators names the account, whatever it holds', () => {
  const uri = new URL(totpUri(secret, { account: 'a&b=c?@example.com', issuer: 'Tallybook' }))
  expect(uri.searchParams.get('secret')).toBe(secret)
  expect(uri.searchParams.get('issuer')).toBe('Tallybook')
  expect(decodeURIComponent(uri.pathname)).toContain('Tallybook:a&b=c?@example.com')
})
