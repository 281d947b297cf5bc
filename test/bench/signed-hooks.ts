import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { firstCompany } from '../support/start-tallybook.ts'
import type { SignedHook } from './hook-load.ts'

const twilioToken = 'a token of this bench'
const metaSecret = 'a secret of this bench'
const mailKeys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const form = 'application/x-www-form-urlencoded'

/** A provider's single callbacks: its settings here, and the n-th callback to an address. */
interface HookMaker {
  readonly provider: string
  readonly settings: Readonly<Record<string, string>>
  readonly hook: (url: string, index: number) => SignedHook
}

/** Messages differ from callback to callback, so that each is counted once. */
export const hookMakers: readonly HookMaker[] = [
  {
    provider: 'twilio',
    settings: { account_sid: 'AC0001', auth_token: twilioToken },
    hook: (url, index) => {
      const fields = {
        AccountSid: 'AC0001',
        From: '+4915187654321',
        MessageSid: `SM${index}`,
        MessageStatus: 'delivered',
        To: `+49151${String(10_000_000 + (index % 1_000_000))}`,
      }
      const signed = Object.entries(fields).map(([name, value]) => name + value)
      const signature = createHmac('sha1', twilioToken)
        .update(url + signed.join(''))
        .digest('base64')
      const body = Buffer.from(new URLSearchParams(fields).toString())
      return { url, headers: { 'content-type': form, 'x-twilio-signature': signature }, body }
    },
  },
  {
    provider: 'meta-whatsapp',
    settings: { app_secret: metaSecret, verify_token: 'a word' },
    hook: (url, index) => {
      const timestamp = String(Math.floor(Date.now() / 1_000))
      const statuses = [{ id: `wamid.${index}`, status: 'sent', timestamp, recipient_id: '4915112345678' }]
      const entry = [{ id: '1', changes: [{ field: 'messages', value: { statuses } }] }]
      const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }))
      const signature = `sha256=${createHmac('sha256', metaSecret).update(body).digest('hex')}`
      return { url, headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature }, body }
    },
  },
  {
    provider: 'sendgrid',
    settings: {
      public_key: mailKeys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    },
    hook: (url, index) => {
      const timestamp = String(Math.floor(Date.now() / 1_000))
      const event = {
        email: `person${index % 100_000}@example.com`,
        timestamp: Number(timestamp),
        event: 'delivered',
        sg_event_id: `event-${index}`,
        sg_message_id: `${index}.filter`,
      }
      const body = Buffer.from(`${JSON.stringify([event])}\r\n`)
      const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), mailKeys.privateKey)
      return {
        url,
        headers: {
          'content-type': 'application/json',
          'x-twilio-email-event-webhook-timestamp': timestamp,
          'x-twilio-email-event-webhook-signature': signature.toString('base64'),
        },
        body,
      }
    },
  },
]

/** Makes a connection to each provider on a running server; answers the n-th callback, the providers taking turns. */
export async function connectHooks(serverUrl: string): Promise<(index: number) => SignedHook> {
  const made: ((index: number) => SignedHook)[] = []
  for (const { provider, settings, hook } of hookMakers) {
    const answer = await fetch(`${serverUrl}/api/v1/connections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${firstCompany.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ provider, name: provider, settings }),
    })
    if (answer.status !== 201) throw new Error(`${provider}: ${await answer.text()}`)
    const { webhook_url: url } = (await answer.json()) as { webhook_url: string }
    made.push((index) => hook(url, index))
  }
  return (index) => {
    const make = made[index % made.length]
    if (!make) throw new Error('there is no connection')
    return make(index)
  }
}
