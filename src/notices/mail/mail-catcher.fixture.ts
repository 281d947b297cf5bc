import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface CaughtMail {
  readonly from: string
  readonly to: readonly string[]
  /** As it came, headers and all. */
  readonly raw: string
}

export interface MailCatcher {
  readonly url: string
  readonly caught: readonly CaughtMail[]
  /** Recipients are answered with this SMTP status from now on; null takes them. */
  refuseWith(status: number | null): void
  close(): Promise<void>
}

/** A mail server on the loopback that passes nothing on. */
export async function openMailCatcher(): Promise<MailCatcher> {
  const caught: CaughtMail[] = []
  let refusal: number | null = null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) =>
      callback(
        refusal === null ? null : Object.assign(new Error('said the mail server'), { responseCode: refusal }),
      ),
    onData: async (stream, { envelope }, callback) => {
      const raw = await text(stream)
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      caught.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw })
      callback()
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    caught,
    refuseWith: (status) => {
      refusal = status
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The headers of a message, unfolded, in the order in which they came. */
export function headersOf(raw: string): readonly (readonly [name: string, value: string])[] {
  const [head = ''] = raw.split('\r\n\r\n')
  return head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    })
}

export function headerOf(raw: string, name: string): string | undefined {
  return headersOf(raw).find(([known]) => known === name)?.[1]
}
