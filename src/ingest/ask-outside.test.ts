import { describe, expect, test } from 'vitest'
import { askOutside } from './ask-outside.ts'

const url = 'https://provider.example.com/certificate.pem'
const answering = (response: Response) => async () => response

describe('what is asked of a provider', () => {
  test('is the text at an address, with no redirect followed and a time limit', async () => {
    const inits: RequestInit[] = []
    const text = await askOutside(async (_url, init) => {
      inits.push(init)
      return new Response('text')
    }, url)
    expect(text).toBe('text')
    expect(inits).toMatchObject([{ redirect: 'error', signal: expect.any(AbortSignal) }])
  })

  test.each([201, 204, 301, 302, 403, 404, 500])('is nothing when the answer is %i', async (status) => {
    expect(await askOutside(answering(new Response(null, { status })), url)).toBeNull()
  })

  test('is nothing above 64 kB, and the rest is not read', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(16 * 1024))
      },
    })
    expect(await askOutside(answering(new Response(endless)), url)).toBeNull()
    expect(pulled).toBeLessThan(10)
    const largest = new Response('x'.repeat(64 * 1024))
    expect(await askOutside(answering(largest), url)).toHaveLength(64 * 1024)
  })

  test('is nothing when nobody answers, or the answer breaks off', async () => {
    expect(await askOutside(() => Promise.reject(new Error('no such host')), url)).toBeNull()
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('cut off')) })
    expect(await askOutside(answering(new Response(broken)), url)).toBeNull()
  })

  test('is nothing without https, or without a way out', async () => {
    const asked: string[] = []
    const fetch = async (address: string) => {
      asked.push(address)
      return new Response('text')
    }
    for (const address of ['http://provider.example.com/', 'file:///etc/passwd', 'HTTPS://x'])
      expect(await askOutside(fetch, address)).toBeNull()
    expect(await askOutside(undefined, url)).toBeNull()
    expect(asked).toEqual([])
  })
})
