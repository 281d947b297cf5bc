import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Letter } from '../../companies/index.ts'
import { languages } from '../../messages/index.ts'
import { createWriteLetter, type Notices } from '../index.ts'
import { headerOf, type MailCatcher, openMailCatcher } from '../mail/mail-catcher.fixture.ts'
import { type NoticesWorld, openNoticesWorld, testSecretKey } from '../world.fixture.ts'
import { composeLetter } from './letter-words.ts'

let world: NoticesWorld
let catcher: MailCatcher
let notices: Notices
beforeAll(async () => {
  world = await openNoticesWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  catcher = await openMailCatcher()
  notices = world.open({
    mailServer: { url: catcher.url, from: { name: 'Tallybook', address: 'no-reply@stats.example.com' } },
  })
})
afterEach(() => catcher.close())

const write = createWriteLetter(testSecretKey)
const link = 'https://stats.example.com/invitation#s3cret-of-the-link'
const letterOf = (change: Partial<Letter> = {}) =>
  ({
    kind: 'invitation',
    address: 'anna@example.com',
    language: 'en',
    expiresAtMs: world.nowMs + 3_600_000,
    company: 'Meridian <b>& Sons',
    inviter: 'Boris',
    role: 'analyst',
    link,
    ...change,
  }) as Letter

const rows = () =>
  world.records.system.selectFrom('identity.letters').selectAll().orderBy('created_at').execute()

describe('a letter', () => {
  test('goes to its one reader with its link, and is forgotten once it is sent', async () => {
    await world.records.asSystem((db) => write(db, letterOf(), world.nowMs))
    expect(JSON.stringify(await rows())).not.toContain('s3cret')
    await Promise.all([notices.sendLetters(), notices.sendLetters()])
    expect(catcher.caught).toHaveLength(1)
    const [{ to, raw } = { to: [], raw: '' }] = catcher.caught
    expect(to).toEqual(['anna@example.com'])
    expect(headerOf(raw, 'subject')).toContain('Invitation to Meridian')
    expect(raw.replaceAll('=\r\n', '')).toContain('s3cret-of-the-link')
    expect(raw.slice(raw.indexOf('<!doctype'))).not.toContain('<b>')
    expect(await rows()).toMatchObject([{ ended_as: 'sent', content: null }])
    await notices.sendLetters()
    expect(catcher.caught).toHaveLength(1)
  })

  test('is not written by a change that was rolled back', async () => {
    const before = await rows()
    const failing = world.records.asSystem(async (db) => {
      await write(db, letterOf(), world.nowMs)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await rows()).toEqual(before)
  })

  test('is tried again while the mail server fails, and not once nobody wants it any more', async () => {
    catcher.refuseWith(451)
    await world.records.asSystem((db) => write(db, letterOf({ address: 'late@example.com' }), world.nowMs))
    await notices.sendLetters()
    expect(catcher.caught).toHaveLength(0)
    catcher.refuseWith(null)
    await notices.sendLetters()
    expect(catcher.caught).toHaveLength(0)
    world.nowMs += 5_000
    await notices.sendLetters()
    expect(catcher.caught.map(({ to }) => to)).toEqual([['late@example.com']])
    const gone = letterOf({ address: 'gone@example.com', expiresAtMs: world.nowMs })
    await world.records.asSystem((db) => write(db, gone, world.nowMs))
    await notices.sendLetters()
    expect(catcher.caught).toHaveLength(1)
    expect((await rows()).find(({ address }) => address === 'gone@example.com')).toMatchObject({
      ended_as: 'expired',
      content: null,
    })
  })

  test('whose address is refused for good is not sent again', async () => {
    catcher.refuseWith(550)
    await world.records.asSystem((db) => write(db, letterOf({ address: 'no@example.com' }), world.nowMs))
    await notices.sendLetters()
    expect((await rows()).find(({ address }) => address === 'no@example.com')).toMatchObject({
      ended_as: 'failed',
      last_error: 'mail_refused',
    })
  })
})

describe.each(languages)('in %s', (language) => {
  test.each(['invitation', 'password_reset', 'password_changed', 'second_factor_on', 'second_factor_off'])(
    '%s says everything, and one line as its subject',
    (kind) => {
      const hostile = { company: 'A\r\nBcc: all@example.com', inviter: '{link}' }
      const mail = composeLetter(
        letterOf({ kind, language, ...hostile } as Partial<Letter>),
        'https://stats.example.com',
      )
      expect(mail.subject).not.toMatch(/[\r\n]|letters\./)
      expect(mail.text).not.toMatch(/letters\.|undefined|\{(?:company|inviter|address)\}/)
      expect(mail.html).toContain('href="https://stats.example.com/')
    },
  )
})
