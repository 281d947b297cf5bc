import type { ProviderDeclaration } from '../provider-declaration.ts'

export const telnyx: ProviderDeclaration = {
  settings: [
    {
      name: 'public_key',
      isSecret: false,
      pattern: /^[A-Za-z0-9+/]{43}=$/,
      label: { en: 'Public key', ru: 'Открытый ключ' },
      help: {
        en: 'Telnyx portal → Keys & Credentials → Public key; 44 characters.',
        ru: 'Портал Telnyx → Keys & Credentials → Public key; 44 символа.',
      },
    },
  ],
  steps: [
    {
      en: 'Open the Telnyx portal → Messaging → your messaging profile, paste the address as webhook URL, choose API version 2 and save.',
      ru: 'Откройте портал Telnyx → Messaging → ваш messaging profile, вставьте адрес в webhook URL, выберите версию API 2 и сохраните.',
    },
  ],
}
