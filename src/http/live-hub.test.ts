import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { LiveHub, maxLiveConnectionsPerCompany } from './live-hub.ts'

class FakeResponse extends EventEmitter {
  readonly written: string[] = []
  writableLength = 0
  writableEnded = false
  destroyed = false
  /** A reader that stalls: an ended response does not close. */
  stalls = false
  write(text: string): boolean {
    if (this.writableEnded) throw new Error('written after its end')
    this.written.push(text)
    return true
  }
  end(): void {
    this.writableEnded = true
    if (!this.stalls) this.emit('close')
  }
  destroy(): void {
    this.emit('close')
  }
  get changes(): number {
    return this.written.filter((text) => text.startsWith('event: changed\n')).length
  }
}

const hubs: LiveHub[] = []
afterEach(() => {
  for (const hub of hubs.splice(0)) hub.close()
})

function hubWith(...companyIds: string[]) {
  const hub = new LiveHub()
  hubs.push(hub)
  const pages = companyIds.map((companyId) => {
    const response = new FakeResponse()
    hub.add(companyId, response as unknown as ServerResponse)
    return response
  })
  return { hub, pages }
}

describe('live connections', () => {
  test('a change is told to the pages of that company only', () => {
    const { hub, pages } = hubWith('a', 'a', 'b')
    hub.publish(['a'])
    expect(pages.map((page) => page.changes)).toEqual([1, 1, 0])
  })

  test('a page that went away is forgotten', () => {
    const { hub, pages } = hubWith('a')
    pages[0]?.end()
    expect(hub.connections).toBe(0)
    hub.publish(['a'])
    expect(pages[0]?.changes).toBe(0)
  })

  test('changes of reports are told to pages of their company only, and apart from changes of numbers', () => {
    const { hub, pages } = hubWith('a', 'b')
    hub.publishReports(['a'])
    const told = pages.map(
      (page) => page.written.filter((text) => text.startsWith('event: reports\n')).length,
    )
    expect(told).toEqual([1, 0])
    expect(pages.map((page) => page.changes)).toEqual([0, 0])
  })

  test('a page that left before it was taken in is never counted', () => {
    const { hub } = hubWith()
    const left = new FakeResponse()
    left.destroyed = true
    hub.add('a', left as unknown as ServerResponse)
    expect(hub.connections).toBe(0)
    expect(left.written).toEqual([])
  })

  test('a page that does not read is let go', () => {
    const { hub, pages } = hubWith('a')
    const page = pages[0]
    if (page) page.writableLength = 1_000_000
    hub.publish(['a'])
    expect(hub.connections).toBe(0)
  })

  test('a page that stalls while its connection ends is written to no more, and cut off', () => {
    vi.useFakeTimers()
    const { hub, pages } = hubWith('a')
    const page = pages[0]
    if (page) page.stalls = true
    hub.close()
    hub.publish(['a'])
    hub.publishToAll()
    expect(page?.changes).toBe(0)
    expect(hub.connections).toBe(1)
    vi.advanceTimersByTime(5_000)
    expect(hub.connections).toBe(0)
    vi.useRealTimers()
  })

  test('a company has a stated number of connections', () => {
    const { hub } = hubWith(...Array.from({ length: maxLiveConnectionsPerCompany }, () => 'a'))
    expect(hub.hasRoomFor('a')).toBe(false)
    expect(hub.hasRoomFor('b')).toBe(true)
  })

  test('closing ends every connection', () => {
    const { hub } = hubWith('a', 'b')
    hub.close()
    expect(hub.connections).toBe(0)
  })
})
