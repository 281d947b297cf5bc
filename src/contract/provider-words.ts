/** Every provider whose callbacks are understood, by its name in addresses and the API, with the name that it goes by. */
export const providerNames = {
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
export type Provider = keyof typeof providerNames

export const providers = Object.keys(providerNames) as [Provider, ...Provider[]]
