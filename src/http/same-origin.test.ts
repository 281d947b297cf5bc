import type { FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'
import { isFromOwnPages } from './same-origin.ts'

const publicUrl = 'https://tallybook.example.com'

function requestWith(method: string, headers: Record<string, string>): FastifyRequest {
  return { method, headers } as unknown as FastifyRequest
}

describe('a request that carries a cookie', () => {
  test('may read from anywhere', () => {
    expect(isFromOwnPages(requestWith('GET', { origin: 'https://evil.example' }), publicUrl)).toBe(true)
  })

  test.each([
    [{ origin: 'https://tallybook.example.com' }, true],
    [{ origin: 'http://127.0.0.1:4870', host: '127.0.0.1:4870' }, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://evil.example', host: 'tallybook.example.com' }, false],
    [{ origin: 'http://tallybook.example.com', host: 'internal:4870' }, false],
    [{ origin: 'null', host: 'tallybook.example.com' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{}, false],
  ])('may change something only from our own pages: %j -> %s', (headers, allowed) => {
    expect(isFromOwnPages(requestWith('POST', headers), publicUrl)).toBe(allowed)
  })
})
