import type { Clock } from '../core/index.ts'
import type { Records } from '../records/index.ts'
import type { AttachmentOf } from './mail/attachment.ts'
import type { MailServer } from './mail/open-mailer.ts'

export interface NoticesDeps {
  readonly records: Pick<Records, 'asSystem' | 'withCompany' | 'system'>
  readonly clock: Clock
  /** The installation's key, see `loadSecretKey`. */
  readonly secretKey: string
  /** Without a slash at its end; what e-mails link to. */
  readonly publicUrl: string
  /** Null: no e-mail goes out. */
  readonly mailServer: MailServer | null
  /** Endpoints may be in the private network of the server, there also without TLS. */
  readonly allowsPrivateWebhooks: boolean
  /** The file that goes with the e-mail of a notice; none by default. */
  readonly attachmentOf?: AttachmentOf
  readonly onError: (error: unknown) => void
}
