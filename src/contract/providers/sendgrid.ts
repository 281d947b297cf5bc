import type { ProviderDeclaration } from '../provider-declaration.ts'

export const sendgrid: ProviderDeclaration = {
  settings: [
    {
      name: 'public_key',
      isSecret: false,
      pattern: /^[A-Za-z0-9+/]{100,180}={0,2}$/,
      label: { en: 'Verification key', ru: 'Ключ проверки' },
      help: {
        en: 'Settings → Mail settings → Event webhook → Signed Event Webhook; begins with MFkw.',
        ru: 'Settings → Mail settings → Event webhook → Signed Event Webhook; начинается с MFkw.',
      },
    },
  ],
  steps: [
    {
      en: 'Open SendGrid → Settings → Mail settings → Event webhooks → Create new webhook, paste the address as Post URL and choose all deliverability and engagement events.',
      ru: 'Откройте SendGrid → Settings → Mail settings → Event webhooks → Create new webhook, вставьте адрес в Post URL и отметьте все события доставки и вовлечённости.',
    },
    {
      en: 'Switch on the signed event webhook, save, and enter its verification key here (“Replace secrets”) when it changes.',
      ru: 'Включите Signed Event Webhook и сохраните. Если ключ сменится, введите новый здесь («Заменить секреты»).',
    },
  ],
}
