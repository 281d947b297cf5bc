import { type Attempt, failedAttempt } from '../deliveries/attempt.ts'
import type { DueDelivery } from '../deliveries/read-delivery.ts'
import { type Attachment, type AttachmentOf, maxAttachmentBytes } from './attachment.ts'
import { composeMail, type MailReader } from './compose-mail.ts'
import type { Mailer } from './open-mailer.ts'

export interface MailDelivery extends Pick<DueDelivery, 'id' | 'notice'> {
  readonly target: MailReader
}

export interface MailRules {
  /** Null: no mail server is known. */
  readonly mailer: Mailer | null
  readonly attachmentOf: AttachmentOf
  readonly publicUrl: string
  readonly onError: (error: unknown) => void
}

/** Of making the file that goes with an e-mail; together with the mail server's times less than a lease. */
const attachmentTimeoutMs = 30_000

/** Writes the notice to one address, with its file. One that is too large for mail servers is left out: the mail says where it is. */
export async function deliverMail(
  { id, notice, target }: MailDelivery,
  { mailer, attachmentOf, publicUrl, onError }: MailRules,
): Promise<Attempt> {
  // Nothing piles up that would all go out on the day when a mail server is set.
  if (mailer === null) return failedAttempt('failed', 'mail_off')
  let attachment: Attachment | null
  try {
    attachment = await withinTime(attachmentOf(notice))
  } catch (error) {
    onError(error)
    return failedAttempt('retry', 'attachment_failed')
  }
  const isSendable = attachment !== null && attachment.bytes.byteLength <= maxAttachmentBytes
  const mail = composeMail(notice, target, publicUrl)
  return await mailer.send({ id, to: target.address, ...mail, attachment: isSendable ? attachment : null })
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new Error(`the file of a notice took more than ${attachmentTimeoutMs} ms`)),
    attachmentTimeoutMs,
  )
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
