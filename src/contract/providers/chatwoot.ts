import type { ProviderDeclaration } from '../provider-declaration.ts'

export const chatwoot: ProviderDeclaration = {
  settings: [
    {
      name: 'webhook_secret',
      isSecret: true,
      label: { en: 'Webhook secret', ru: 'Секрет вебхука' },
      help: {
        en: 'The secret that Chatwoot shows with the webhook. Where it shows none, choose a long text and add it to the address as ?token=….',
        ru: 'Секрет, который Chatwoot показывает у вебхука. Если его нет — любой длинный текст, добавленный к адресу как ?token=….',
      },
    },
    {
      name: 'base_url',
      isSecret: false,
      isOptional: true,
      pattern: /^https?:\/\/[^\s/?#@]+$/,
      label: { en: 'Address of Chatwoot', ru: 'Адрес Chatwoot' },
      help: {
        en: 'Such as https://app.chatwoot.com. With account and token, what webhooks missed is read from there every ten minutes.',
        ru: 'Например, https://app.chatwoot.com. Вместе с аккаунтом и токеном: раз в десять минут оттуда читается то, что не дошло вебхуками.',
      },
    },
    {
      name: 'account_id',
      isSecret: false,
      isOptional: true,
      pattern: /^[1-9]\d{0,9}$/,
      label: { en: 'Account', ru: 'Номер аккаунта' },
      help: {
        en: 'The number after /accounts/ in the address of your dashboard.',
        ru: 'Число после /accounts/ в адресе вашей панели.',
      },
    },
    {
      name: 'api_token',
      isSecret: true,
      isOptional: true,
      label: { en: 'Access token', ru: 'Токен доступа' },
      help: {
        en: 'Profile settings → Access token, of an administrator.',
        ru: 'Profile settings → Access token, администратора.',
      },
    },
  ],
  steps: [
    {
      en: 'Open Chatwoot → Settings → Integrations → Webhooks → Add new webhook and paste the address.',
      ru: 'Откройте Chatwoot → Settings → Integrations → Webhooks → Add new webhook и вставьте адрес.',
    },
    {
      en: 'Choose the events conversation created, conversation status changed, conversation updated, message created and message updated.',
      ru: 'Отметьте события Conversation Created, Conversation Status Changed, Conversation Updated, Message Created и Message Updated.',
    },
  ],
}
