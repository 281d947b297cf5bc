import { createTransport } from 'nodemailer'
import { type Attempt, answerExcerpt, failedAttempt } from '../deliveries/attempt.ts'
import { type Attachment, safeFileName } from './attachment.ts'
import type { ComposedMail } from './compose-mail.ts'

/** Where e-mail goes out, and whom it comes from. */
export interface MailServer {
  /** `smtp://` or `smtps://`, with name and password where the server wants them. */
  readonly url: string
  readonly from: { readonly name: string; readonly address: string }
}

export interface OutgoingMail extends ComposedMail {
  /** Of the delivery: the same at every attempt, so that a repeated message is known by its id. */
  readonly id: string
  readonly to: string
  readonly attachment: Attachment | null
}

export interface Mailer {
  /** One attempt. Never throws for what the mail server does. */
  send(mail: OutgoingMail): Promise<Attempt>
}

const connectTimeoutMs = 10_000
const silenceTimeoutMs = 20_000

/** Sends over connections of their own: e-mails are few, and one that broke is nobody else's. */
export function openMailer({ url, from }: MailServer): Mailer {
  const transport = createTransport({
    url,
    dnsTimeout: connectTimeoutMs,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    // What others wrote stands in the mail: nothing of it may name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  return {
    async send({ id, to, subject, text, html, attachment }) {
      try {
        const sent = await transport.sendMail({
          from,
          // As an object, an address is an address, whatever characters it holds.
          to: { name: '', address: to },
          envelope: { from: from.address, to: [to] },
          messageId: `<${id}@${domain}>`,
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated' },
          attachments: attachment === null ? [] : [toPdf(attachment)],
        })
        const answer = String(sent.response ?? '')
        return { outcome: 'delivered', status: statusOf(answer), error: null, answer: answerExcerpt(answer) }
      } catch (error) {
        return toAttempt(error)
      }
    },
  }
}

function toPdf({ fileName, bytes }: Attachment) {
  return { filename: safeFileName(fileName), content: Buffer.from(bytes), contentType: 'application/pdf' }
}

/** What nodemailer says of a failure. */
interface SmtpError extends Error {
  readonly code?: unknown
  readonly responseCode?: unknown
  readonly response?: unknown
}

/** Refused for good is what the server says of this address or this message; all else may be better later. */
function toAttempt(error: unknown): Attempt {
  const { code, responseCode, response }: Partial<SmtpError> = error instanceof Error ? error : {}
  const answer = answerExcerpt(typeof response === 'string' ? response : '')
  const status = typeof responseCode === 'number' ? responseCode : null
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (isAboutMail && status !== null && status >= 500 && status < 600)
    return { outcome: 'failed', status, error: 'mail_refused', answer }
  if (code === 'ETIMEDOUT') return failedAttempt('retry', 'timeout')
  return { outcome: 'retry', status, error: 'mail_server_failed', answer }
}

function statusOf(response: string): number | null {
  return /^\d{3}/.test(response) ? Number(response.slice(0, 3)) : null
}
