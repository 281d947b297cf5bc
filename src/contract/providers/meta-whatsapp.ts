import type { ProviderDeclaration } from '../provider-declaration.ts'

export const metaWhatsapp: ProviderDeclaration = {
  settings: [
    {
      name: 'app_secret',
      isSecret: true,
      label: { en: 'App secret', ru: 'App Secret' },
      help: {
        en: 'Meta for Developers → your app → App settings → Basic.',
        ru: 'Meta for Developers → ваше приложение → App settings → Basic.',
      },
    },
    {
      name: 'verify_token',
      isSecret: false,
      label: { en: 'Verify token', ru: 'Verify Token' },
      help: {
        en: 'Any text of your choice; you enter the same one at Meta.',
        ru: 'Любой текст; такой же вы укажете в Meta.',
      },
    },
  ],
  steps: [
    {
      en: 'Open Meta for Developers → your app → WhatsApp → Configuration → Webhook → Edit.',
      ru: 'Откройте Meta for Developers → ваше приложение → WhatsApp → Configuration → Webhook → Edit.',
    },
    {
      en: 'Paste the address as Callback URL and your verify token, then choose “Verify and save”.',
      ru: 'Вставьте адрес как Callback URL, укажите свой Verify Token и нажмите «Verify and save».',
    },
    {
      en: 'Under Webhook fields, subscribe to “messages”.',
      ru: 'В разделе Webhook fields подпишитесь на «messages».',
    },
  ],
}
