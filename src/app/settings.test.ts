import { describe, expect, test } from 'vitest'
import { defaultPort, readSettings } from './settings.ts'

function sentenceOf(environment: Record<string, string>): string {
  const read = readSettings(environment, 'start')
  return read.ok ? 'accepted' : read.failure.detail
}

describe('settings from the environment', () => {
  test('an empty environment gives an embedded installation on the loopback', () => {
    expect(readSettings({}, 'start')).toEqual({
      ok: true,
      value: {
        port: defaultPort,
        host: '127.0.0.1',
        dataDir: './data',
        publicUrl: null,
        databaseUrl: null,
        clickhouseUrl: null,
        clickhouseCluster: null,
        logLevel: 'info',
        trustedProxies: ['loopback'],
        secretKey: null,
        mailServer: null,
        allowsPrivateWebhooks: false,
        allowsTestPayments: false,
        reportFiles: { folder: null },
        initial: null,
      },
    })
  })

  test('an empty variable counts as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '' }, 'start')).toEqual(readSettings({}, 'start'))
  })

  test.each([
    ['billing@example.com', { name: '', address: 'billing@example.com' }],
    ['Billing <billing@example.com>', { name: 'Billing', address: 'billing@example.com' }],
    ['"Billing, EU" <billing@example.com>', { name: 'Billing, EU', address: 'billing@example.com' }],
  ])('e-mail goes out from %s', (text, from) => {
    const url = 'smtps://user:p%40ss@mail.example.com:465'
    expect(readSettings({ SMTP_URL: url, MAIL_FROM: text }, 'start')).toMatchObject({
      ok: true,
      value: { mailServer: { url, from } },
    })
  })

  test('the demo sends no e-mail, whatever the environment says', () => {
    const environment = { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@b.example' }
    expect(readSettings(environment, 'demo')).toMatchObject({ ok: true, value: { mailServer: null } })
  })

  test('the demo keeps its data apart and takes no headless set-up', () => {
    const read = readSettings(
      { INIT_COMPANY: 'A', INIT_OWNER_EMAIL: 'a@b.example', INIT_OWNER_PASSWORD: 'long enough 1' },
      'demo',
    )
    expect(read).toMatchObject({ ok: true, value: { dataDir: './data/demo', initial: null } })
  })

  test.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: 'http' }, 'PORT'],
    [{ HOST: 'a b' }, 'HOST'],
    [{ PUBLIC_URL: 'tallybook.example.com' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://t.example.com/?a=b' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://me:secret@t.example.com' }, 'PUBLIC_URL'],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, proxy' }, 'TRUSTED_PROXIES'],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ CLICKHOUSE_URL: 'clickhouse://x' }, 'CLICKHOUSE_URL'],
    [{ CLICKHOUSE_URL: 'http://u:p%zz@host:8123/x' }, 'CLICKHOUSE_URL'],
    [{ CLICKHOUSE_CLUSTER: 'main' }, 'CLICKHOUSE_URL'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ SECRET_KEY: 'short' }, 'SECRET_KEY'],
    [{ INIT_COMPANY: 'A' }, 'INIT_OWNER_EMAIL'],
    [{ INIT_TIME_ZONE: 'Mars/Base' }, 'INIT_TIME_ZONE'],
    [{ INIT_CURRENCY: 'euro' }, 'INIT_CURRENCY'],
    [{ INIT_OWNER_PASSWORD: 'short' }, 'INIT_OWNER_PASSWORD'],
  ])('a bad value is named in one sentence: %j', (environment, variable) => {
    const sentence = sentenceOf(environment)
    expect(sentence).toContain(variable)
    expect(sentence).toMatch(/^[A-Z][^\n]+\.$/)
  })

  test.each([
    ['https://t.example.com/', 'https://t.example.com'],
    ['HTTPS://T.example.com/stats/ ', 'https://t.example.com/stats'],
  ])('the public address is written in one way: %j', (written, publicUrl) => {
    expect(readSettings({ PUBLIC_URL: written }, 'start')).toMatchObject({ value: { publicUrl } })
  })

  test('proxies are listed with commas, spaces or not', () => {
    expect(readSettings({ TRUSTED_PROXIES: 'loopback,10.0.0.0/8, fd00::/8' }, 'start')).toMatchObject({
      value: { trustedProxies: ['loopback', '10.0.0.0/8', 'fd00::/8'] },
    })
  })
})
