import type { ProviderDeclaration } from '../provider-declaration.ts'

export const mailgun: ProviderDeclaration = {
  settings: [
    {
      name: 'signing_key',
      isSecret: true,
      label: { en: 'HTTP webhook signing key', ru: 'HTTP webhook signing key' },
      help: {
        en: 'Mailgun → Sending → Webhooks, at the top of the page.',
        ru: 'Mailgun → Sending → Webhooks, вверху страницы.',
      },
    },
  ],
  steps: [
    {
      en: 'Open Mailgun → Sending → Webhooks → your domain → Add webhook and paste the address, once for every type of event.',
      ru: 'Откройте Mailgun → Sending → Webhooks → ваш домен → Add webhook и вставьте адрес для каждого типа событий.',
    },
  ],
}
