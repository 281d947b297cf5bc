import type { ProviderDeclaration } from '../provider-declaration.ts'

export const vonageSignatureMethods = ['md5hash', 'md5', 'sha1', 'sha256', 'sha512'] as const

export const vonage: ProviderDeclaration = {
  settings: [
    {
      name: 'signature_secret',
      isSecret: true,
      label: { en: 'Signature secret', ru: 'Signature secret' },
      help: {
        en: 'Vonage dashboard → API settings → Signed webhooks.',
        ru: 'Панель Vonage → API settings → Signed webhooks.',
      },
    },
    {
      name: 'signature_method',
      isSecret: false,
      isOptional: true,
      values: vonageSignatureMethods,
      label: { en: 'Signature method', ru: 'Способ подписи' },
      help: {
        en: 'As chosen beside the secret: md5hash (used when left empty), md5, sha1, sha256 or sha512.',
        ru: 'Как выбрано рядом с секретом: md5hash (если поле пустое), md5, sha1, sha256 или sha512.',
      },
    },
    {
      name: 'jwt_secret',
      isSecret: true,
      isOptional: true,
      label: { en: 'Secret of the Messages API', ru: 'Секрет Messages API' },
      help: {
        en: 'Only where it differs from the signature secret.',
        ru: 'Только если он отличается от signature secret.',
      },
    },
  ],
  steps: [
    {
      en: 'Open Vonage dashboard → API settings, paste the address as the webhook of delivery receipts and have webhooks signed.',
      ru: 'Откройте панель Vonage → API settings, вставьте адрес как webhook для delivery receipts и включите подпись вебхуков.',
    },
    {
      en: 'For the Messages API: Applications → your application → Messages, paste the address as Status URL and, for replies, as Inbound URL.',
      ru: 'Для Messages API: Applications → ваше приложение → Messages, вставьте адрес в Status URL, а для ответов и в Inbound URL.',
    },
  ],
}
