import { createHmac } from 'node:crypto'

export interface TwilioConnection {
  readonly webhookUrl: string
  readonly accountSid: string
  readonly authToken: string
}

/** Posts a status callback as Twilio does: a form, signed over the address and its sorted fields. */
export async function postTwilio(
  connection: TwilioConnection,
  fields: Readonly<Record<string, string>>,
): Promise<number> {
  const form = { AccountSid: connection.accountSid, ApiVersion: '2010-04-01', ...fields }
  const signed = Object.entries(form)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}${value}`)
    .join('')
  const signature = createHmac('sha1', connection.authToken)
    .update(connection.webhookUrl + signed)
    .digest('base64')
  const answer = await fetch(connection.webhookUrl, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(form),
  })
  await answer.arrayBuffer()
  return answer.status
}
