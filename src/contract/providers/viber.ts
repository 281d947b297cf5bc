import type { ProviderDeclaration } from '../provider-declaration.ts'

export const viber: ProviderDeclaration = {
  settings: [
    {
      name: 'auth_token',
      isSecret: true,
      label: { en: 'Token of the bot', ru: 'Токен бота' },
      help: {
        en: 'Viber Admin Panel → your bot → Token. Viber signs its callbacks with it.',
        ru: 'Viber Admin Panel → ваш бот → Token. Им Viber подписывает свои запросы.',
      },
    },
  ],
  steps: [
    {
      en: 'Call set_webhook of the Viber bot API with this address as url, and delivered, seen and failed among event_types.',
      ru: 'Вызовите set_webhook в API бота Viber: этот адрес в url, а в event_types среди прочих delivered, seen и failed.',
    },
  ],
}
