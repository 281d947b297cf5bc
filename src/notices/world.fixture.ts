import { openTestRecords } from '../../test/support/postgres.ts'
import type { Principal } from '../companies/index.ts'
import type { NoticeType, WebhookEndpointSecret } from '../contract/index.ts'
import { makeCompany, type TestCompany, valueOf } from '../ledger/world.fixture.ts'
import { addNotice, type Notice, type Notices, openNotices } from './index.ts'
import type { NoticesDeps } from './notices-deps.ts'
import type { SendingOptions } from './open-notices.ts'

export const startMs = Date.UTC(2026, 9, 2, 12)
export const testSecretKey = 'a key for tests that guards nothing at all'

export interface NoticesWorld {
  readonly records: Awaited<ReturnType<typeof openTestRecords>>
  readonly company: TestCompany
  readonly other: TestCompany
  nowMs: number
  /** Notices as another process would have them, over these records unless told otherwise. */
  open(change?: Partial<NoticesDeps>, options?: SendingOptions): Notices
  /** Says that something happened, in a transaction of its own. */
  tell(notice?: Partial<Notice>): Promise<void>
  close(): Promise<void>
}

/** Two companies on a database of the test file's own, with a clock that is set by hand. */
export async function openNoticesWorld(): Promise<NoticesWorld> {
  const records = await openTestRecords()
  const company = await makeCompany(records)
  const other = await makeCompany(records)
  const opened: Notices[] = []
  const world: NoticesWorld = {
    records,
    company,
    other,
    nowMs: startMs,
    open(change = {}, options = {}) {
      const notices = openNotices(
        {
          records,
          clock: () => world.nowMs,
          secretKey: testSecretKey,
          publicUrl: 'https://stats.example.com',
          mailServer: null,
          allowsPrivateWebhooks: true,
          onError: (error) => {
            throw error
          },
          ...change,
        },
        { random: () => 0, ...options },
      )
      opened.push(notices)
      return notices
    },
    async tell(notice = {}) {
      await records.asSystem((db) => addNotice(db, reportOf(company.id, world.nowMs, notice)))
    },
    async close() {
      await Promise.all(opened.map((notices) => notices.stop()))
      await records.close()
    },
  }
  return world
}

export function reportOf(companyId: string, occurredAtMs: number, change: Partial<Notice> = {}): Notice {
  const report = {
    companyId,
    type: 'report.ready',
    subjectId: 'r-1',
    occurredAtMs,
    data: { name: 'September' },
  }
  return { ...report, ...change } as Notice
}

export async function addEndpoint(
  notices: Notices,
  caller: Principal,
  url: string,
  types: NoticeType[] = ['report.ready'],
): Promise<WebhookEndpointSecret> {
  return valueOf(await notices.createEndpoint(caller, { url, types }))
}
