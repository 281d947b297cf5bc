import { expect, test } from 'vitest'
import { createTranslate } from '../../../../src/messages/index.ts'
import { connectionOf, noSettings, settingErrors, settingsOf } from './provider-settings.ts'

const t = createTranslate('en')
const missing = t('connections.secret_missing')

test('only what was filled in of the chosen provider is sent, without the white space around it', () => {
  const values = {
    ...noSettings,
    auth_token: ' of twilio ',
    username: ' u ',
    password: 'p',
    hmac_secret: '  ',
  }
  expect(settingsOf('infobip', values)).toEqual({ username: 'u', password: 'p' })
  expect(connectionOf('viber', ' Bot ', values)).toEqual({
    provider: 'viber',
    name: 'Bot',
    settings: { auth_token: 'of twilio' },
  })
})

test('what must be there is asked for, what may be missing is not', () => {
  expect(settingErrors(t, 'twilio', noSettings)).toEqual({ account_sid: missing, auth_token: missing })
  expect(settingErrors(t, 'vonage', { ...noSettings, signature_secret: 's' })).toEqual({
    signature_secret: null,
    signature_method: null,
    jwt_secret: null,
  })
})

test('where one of several ways would do, what is missing is pointed at until one of them is whole', () => {
  expect(settingErrors(t, 'infobip', { ...noSettings, username: 'u' })).toEqual({
    username: null,
    password: missing,
    hmac_secret: missing,
  })
  for (const settings of [{ username: 'u', password: 'p' }, { hmac_secret: 's' }])
    expect(Object.values(settingErrors(t, 'infobip', { ...noSettings, ...settings }))).toEqual([
      null,
      null,
      null,
    ])
})

test('what cannot be right is said beside its field before it is sent', () => {
  const malformed = t('connections.setting_malformed')
  expect(settingErrors(t, 'telnyx', { ...noSettings, public_key: 'short' })).toEqual({
    public_key: malformed,
  })
  expect(
    settingErrors(t, 'vonage', { ...noSettings, signature_secret: 's', signature_method: 'sha3' }),
  ).toMatchObject({
    signature_method: malformed,
  })
})
