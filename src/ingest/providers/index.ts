import type { Provider } from '../../contract/index.ts'
import type { ProviderAdapter } from '../provider-adapter.ts'
import { chatwootAdapter } from './chatwoot/chatwoot-adapter.ts'
import { infobipAdapter } from './infobip/infobip-adapter.ts'
import { mailgunAdapter } from './mailgun/mailgun-adapter.ts'
import { metaWhatsappAdapter } from './meta-whatsapp/meta-whatsapp-adapter.ts'
import { sendgridAdapter } from './sendgrid/sendgrid-adapter.ts'
import { sesAdapter } from './ses/ses-adapter.ts'
import { slackAdapter } from './slack/slack-adapter.ts'
import { smppTextAdapter } from './smpp-text/smpp-text-adapter.ts'
import { telegramAdapter } from './telegram/telegram-adapter.ts'
import { telnyxAdapter } from './telnyx/telnyx-adapter.ts'
import { twilioAdapter } from './twilio/twilio-adapter.ts'
import { viberAdapter } from './viber/viber-adapter.ts'
import { vkAdapter } from './vk/vk-adapter.ts'
import { vonageAdapter } from './vonage/vonage-adapter.ts'

const adapterByProvider: Readonly<Record<Provider, ProviderAdapter>> = {
  twilio: twilioAdapter,
  'meta-whatsapp': metaWhatsappAdapter,
  infobip: infobipAdapter,
  vonage: vonageAdapter,
  telnyx: telnyxAdapter,
  viber: viberAdapter,
  'smpp-text': smppTextAdapter,
  sendgrid: sendgridAdapter,
  mailgun: mailgunAdapter,
  ses: sesAdapter,
  chatwoot: chatwootAdapter,
  telegram: telegramAdapter,
  slack: slackAdapter,
  vk: vkAdapter,
}

/** Every provider whose webhooks are understood. */
export const providerAdapters: readonly ProviderAdapter[] = Object.values(adapterByProvider)
