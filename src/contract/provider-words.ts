/** Providers that tell of messages, by their names in addresses and the API, with the names that they go by. */
export const messageProviderNames = {
  twilio: 'Twilio',
  'meta-whatsapp': 'Meta WhatsApp',
  infobip: 'Infobip',
  vonage: 'Vonage',
  telnyx: 'Telnyx',
  viber: 'Viber',
  'smpp-text': 'SMPP',
  sendgrid: 'SendGrid',
  mailgun: 'Mailgun',
  ses: 'Amazon SES',
} as const
export type MessageProvider = keyof typeof messageProviderNames
export const messageProviders = Object.keys(messageProviderNames) as [MessageProvider, ...MessageProvider[]]

/** Sources of chats, likewise. */
export const chatProviderNames = {
  chatwoot: 'Chatwoot',
  telegram: 'Telegram',
  slack: 'Slack',
  vk: 'VK',
} as const
export type ChatProvider = keyof typeof chatProviderNames
export const chatProviders = Object.keys(chatProviderNames) as [ChatProvider, ...ChatProvider[]]

/** Every provider whose callbacks are understood. */
export const providerNames = { ...messageProviderNames, ...chatProviderNames } as const
export type Provider = MessageProvider | ChatProvider

export const providers: [Provider, ...Provider[]] = [...messageProviders, ...chatProviders]
