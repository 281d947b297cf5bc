import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openFaultyRecords } from '../../../test/support/faulty-records.ts'
import type { NoticeSettingsPut } from '../../contract/index.ts'
import { makeCompany, type TestCompany, valueOf } from '../../ledger/world.fixture.ts'
import { leaseMs } from '../deliveries/claim-due.ts'
import type { AttachmentOf, Notices } from '../index.ts'
import type { NoticesDeps } from '../notices-deps.ts'
import { type NoticesWorld, openNoticesWorld } from '../world.fixture.ts'
import { headerOf, headersOf, type MailCatcher, openMailCatcher } from './mail-catcher.fixture.ts'

let world: NoticesWorld
let catcher: MailCatcher
let company: TestCompany
beforeAll(async () => {
  world = await openNoticesWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  catcher = await openMailCatcher()
  company = await makeCompany(world.records)
})
afterEach(() => catcher.close())

function open(change: Partial<NoticesDeps> = {}): Notices {
  const mailServer = { url: catcher.url, from: { name: 'Tallybook', address: 'billing@stats.example.com' } }
  return world.open({ mailServer, ...change })
}

async function write(notices: Notices, settings: Partial<NoticeSettingsPut> = {}): Promise<void> {
  const addresses: NoticeSettingsPut['addresses'] = [
    { address: 'anna@example.com', types: ['report.ready', 'invoice.finalised'] },
  ]
  valueOf(await notices.putNoticeSettings(company.key, { addresses, language: 'en', ...settings }))
}

const log = async (notices: Notices) =>
  valueOf(await notices.listDeliveries(company.key, { limit: 50 })).deliveries

/** Quoted-printable and base64 taken apart: what the reader sees. */
function decoded(raw: string): string {
  const joined = raw.replace(/=\r\n/g, '')
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}

const invoice = {
  type: 'invoice.finalised',
  subjectId: 'i-1',
  data: {
    number: 'INV-2026-000001',
    kind: 'invoice',
    total: { amount: '1190.00', currency: 'EUR' },
    due: { amount: '190.00', currency: 'EUR' },
  },
} as const

describe('an e-mail', () => {
  test('goes to each address by itself, with what it says in text and HTML, and its file', async () => {
    const attachmentOf: AttachmentOf = async ({ subjectId }) => ({
      fileName: `../${subjectId}\r\nX-Evil: 1.pdf`,
      bytes: Buffer.from('%PDF-1.7'),
    })
    const notices = open({ attachmentOf })
    await write(notices, {
      addresses: [
        { address: 'anna@example.com', types: ['invoice.finalised'] },
        { address: 'boris@example.com', types: ['invoice.finalised', 'balance.low'] },
        { address: 'clara@example.com', types: ['balance.low'] },
      ],
    })
    await world.tell({ ...invoice, companyId: company.id })
    await notices.run()
    expect(catcher.caught.map(({ to }) => to).sort()).toEqual([['anna@example.com'], ['boris@example.com']])
    const [mail] = catcher.caught
    expect(mail?.from).toBe('billing@stats.example.com')
    expect(headerOf(mail?.raw ?? '', 'from')).toBe('Tallybook <billing@stats.example.com>')
    expect(headerOf(mail?.raw ?? '', 'auto-submitted')).toBe('auto-generated')
    const seen = decoded(mail?.raw ?? '')
    expect(seen).toContain('Invoice INV-2026-000001 has been issued to Meridian.')
    expect(seen).toContain('Total: €1,190.00')
    expect(seen).toContain('To be paid: €190.00')
    expect(seen).toContain(
      `<a href="https://stats.example.com/invoices/${invoice.subjectId}">Open Tallybook</a>`,
    )
    expect(mail?.raw).toContain(Buffer.from('%PDF-1.7').toString('base64'))
    expect(headersOf(seen).map(([name]) => name)).not.toContain('x-evil')
    expect(seen).toContain('_i-1_X-Evil_ 1.pdf')
    expect((await log(notices)).map(({ state, last_status }) => [state, last_status])).toEqual([
      ['delivered', 250],
      ['delivered', 250],
    ])
  })

  test('is in the language of the settings', async () => {
    const notices = open()
    await write(notices, { language: 'ru' })
    await world.tell({ ...invoice, companyId: company.id })
    await notices.run()
    const raw = catcher.caught[0]?.raw ?? ''
    const base64 = [...raw.matchAll(/base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/g)].map(([, part = '']) =>
      Buffer.from(part, 'base64').toString('utf8'),
    )
    const seen = `${decoded(raw)}${base64.join('')}`
    expect(seen).toContain('Счёт № INV-2026-000001. Документ выставлен компании Meridian.')
    expect(seen).toContain('К оплате: 190,00')
  })

  test('sent again has the id of the first time', async () => {
    const notices = open()
    await write(notices)
    await world.tell({ companyId: company.id })
    await notices.run()
    const [{ id } = { id: '' }] = await log(notices)
    valueOf(await notices.redeliver(company.key, id))
    await notices.run()
    expect(catcher.caught.map(({ raw }) => headerOf(raw, 'message-id'))).toEqual([
      `<${id}@stats.example.com>`,
      `<${id}@stats.example.com>`,
    ])
  })

  test('cut off before it was noted that it is sent, is sent again under its id', async () => {
    const faulty = openFaultyRecords(world.records.url)
    const errors: unknown[] = []
    const cutOff = open({ records: faulty.records, onError: (error) => errors.push(error) })
    await write(open())
    await world.tell({ companyId: company.id })
    // Choosing webhooks and e-mails, reading, and then the first statement of the transaction that notes it.
    faulty.plan({ statement: 4, when: 'before' })
    await cutOff.run()
    expect(errors).toHaveLength(1)
    world.nowMs += leaseMs + 1
    const notices = open()
    await notices.run()
    expect(await log(notices)).toMatchObject([{ state: 'delivered' }])
    expect(catcher.caught).toHaveLength(2)
    expect(new Set(catcher.caught.map(({ raw }) => headerOf(raw, 'message-id'))).size).toBe(1)
    await faulty.close()
  })

  test.each([
    'Report\r\nBcc: everybody@example.com',
    'Report\nBcc: everybody@example.com\n\nAnother body',
    'Report\u2028Bcc: everybody@example.com',
    'Report\u0085Bcc: everybody@example.com\u0000',
  ])('gets no header by what somebody wrote: %j', async (name) => {
    const notices = open()
    await write(notices)
    await world.tell({
      companyId: company.id,
      type: 'report.ready',
      data: { name: name.replaceAll('\0', '') },
    })
    await notices.run()
    const [{ raw, to } = { raw: '', to: [] }] = catcher.caught
    expect(to).toEqual(['anna@example.com'])
    expect(headersOf(raw).map(([header]) => header)).not.toContain('bcc')
    expect(headersOf(raw).filter(([header]) => header === 'subject')).toHaveLength(1)
  })

  test('holds no element that somebody wrote', async () => {
    const notices = open()
    await write(notices)
    const data = { name: '<img src=x onerror="alert(1)">&' }
    await world.tell({ companyId: company.id, type: 'report.ready', data })
    await notices.run()
    expect(decoded(catcher.caught[0]?.raw ?? '')).toContain(
      '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;',
    )
    expect(decoded(catcher.caught[0]?.raw ?? '').split('<html')[1]).not.toContain('<img')
  })
})

describe('an e-mail that does not go out', () => {
  test.each([
    [550, 'failed', 'mail_refused'],
    [451, 'waiting', 'mail_server_failed'],
  ] as const)('refused with %i is %s', async (status, state, error) => {
    catcher.refuseWith(status)
    const notices = open()
    await write(notices)
    await world.tell({ companyId: company.id })
    await notices.run()
    expect(await log(notices)).toMatchObject([{ state, last_status: status, last_error: error }])
  })

  test('for want of a mail server is tried again', async () => {
    const mailServer = { url: catcher.url, from: { name: '', address: 'a@b.example' } }
    await catcher.close()
    const notices = open({ mailServer })
    await write(notices)
    await world.tell({ companyId: company.id })
    await notices.run()
    expect(await log(notices)).toMatchObject([{ state: 'waiting', last_error: 'mail_server_failed' }])
    catcher = await openMailCatcher()
  })

  test('for want of its file is tried again', async () => {
    const errors: unknown[] = []
    const attachmentOf = () => Promise.reject(new Error('the invoice cannot be drawn'))
    const notices = open({ attachmentOf, onError: (error) => errors.push(error) })
    await write(notices)
    await world.tell({ companyId: company.id })
    await notices.run()
    expect(errors).toHaveLength(1)
    expect(await log(notices)).toMatchObject([{ state: 'waiting', last_error: 'attachment_failed' }])
  })

  test('where no mail server is known ends at once, and does not go out when one is', async () => {
    const without = open({ mailServer: null })
    await write(without)
    expect(valueOf(await without.noticeSettings(company.key)).sends_mail).toBe(false)
    await world.tell({ companyId: company.id })
    await without.run()
    expect(await log(without)).toMatchObject([{ state: 'failed', last_error: 'mail_off' }])
    const notices = open()
    await notices.run()
    expect(catcher.caught).toEqual([])
    expect(valueOf(await notices.noticeSettings(company.key)).sends_mail).toBe(true)
  })
})
