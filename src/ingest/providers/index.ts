import type { ProviderAdapter } from '../provider-adapter.ts'
import { metaWhatsappAdapter } from './meta-whatsapp/meta-whatsapp-adapter.ts'
import { twilioAdapter } from './twilio/twilio-adapter.ts'

/** Every provider whose webhooks are understood. */
export const providerAdapters: readonly ProviderAdapter[] = [twilioAdapter, metaWhatsappAdapter]
