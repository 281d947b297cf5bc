import type { ProviderDeclaration } from '../provider-declaration.ts'

export const slack: ProviderDeclaration = {
  settings: [
    {
      name: 'signing_secret',
      isSecret: true,
      label: { en: 'Signing secret', ru: 'Signing Secret' },
      help: {
        en: 'api.slack.com → your app → Basic Information → App Credentials.',
        ru: 'api.slack.com → ваше приложение → Basic Information → App Credentials.',
      },
    },
    {
      name: 'close_after_hours',
      isSecret: false,
      isOptional: true,
      pattern: /^[1-9]\d{0,2}$/,
      label: { en: 'Hours of silence', ru: 'Часов молчания' },
      help: {
        en: 'Slack does not say when a chat is over: after so many hours without a message it counts as closed. Empty: it stays open.',
        ru: 'Slack не сообщает о завершении чата: после стольких часов без сообщений он считается закрытым. Пусто — остаётся открытым.',
      },
    },
  ],
  steps: [
    {
      en: 'Open api.slack.com → your app → Event Subscriptions, switch events on and paste the address as Request URL.',
      ru: 'Откройте api.slack.com → ваше приложение → Event Subscriptions, включите события и вставьте адрес в Request URL.',
    },
    {
      en: 'Subscribe to message.im for direct messages and message.channels for threads in channels, and install the app again.',
      ru: 'Подпишитесь на message.im (личные сообщения) и message.channels (треды в каналах) и переустановите приложение.',
    },
  ],
}
