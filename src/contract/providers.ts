import type { ProviderDeclaration } from './provider-declaration.ts'
import type { Provider } from './provider-words.ts'
import { chatwoot } from './providers/chatwoot.ts'
import { infobip } from './providers/infobip.ts'
import { mailgun } from './providers/mailgun.ts'
import { metaWhatsapp } from './providers/meta-whatsapp.ts'
import { sendgrid } from './providers/sendgrid.ts'
import { ses } from './providers/ses.ts'
import { slack } from './providers/slack.ts'
import { smppText } from './providers/smpp-text.ts'
import { telegram } from './providers/telegram.ts'
import { telnyx } from './providers/telnyx.ts'
import { twilio } from './providers/twilio.ts'
import { viber } from './providers/viber.ts'
import { vk } from './providers/vk.ts'
import { vonage } from './providers/vonage.ts'

/** What each provider needs. The API, its document and the form of connections are made from it. */
export const providerDeclarations: Readonly<Record<Provider, ProviderDeclaration>> = {
  twilio,
  'meta-whatsapp': metaWhatsapp,
  infobip,
  vonage,
  telnyx,
  viber,
  'smpp-text': smppText,
  sendgrid,
  mailgun,
  ses,
  chatwoot,
  telegram,
  slack,
  vk,
}
