export { addNotice } from './add-notice.ts'
export { createWriteLetter, type WriteLetter } from './letters/write-letter.ts'
export type { Attachment, AttachmentOf } from './mail/attachment.ts'
export type { MailServer } from './mail/open-mailer.ts'
export type { Notice, StoredNotice } from './notice.ts'
export { type Notices, openNotices } from './open-notices.ts'
export { lookupOf } from './webhooks/lookup-of.ts'
export { isPublicAddress } from './webhooks/public-address.ts'
export {
  addressesOf,
  type ResolveHost,
  resolveByNameServer,
  resolveBySystem,
} from './webhooks/resolve-host.ts'
export { verifyWebhook } from './webhooks/standard-webhooks.ts'
export { hostOf } from './webhooks/webhook-url.ts'
