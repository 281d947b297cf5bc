import type { ProviderDeclaration } from '../provider-declaration.ts'

export const telegram: ProviderDeclaration = {
  settings: [
    {
      name: 'secret_token',
      isSecret: true,
      pattern: /^[A-Za-z0-9_-]{1,256}$/,
      label: { en: 'Secret token', ru: 'Секретный токен' },
      help: {
        en: 'Of your choice: letters, digits, - and _; the same as in setWebhook.',
        ru: 'Любой: латинские буквы, цифры, - и _; такой же, как в setWebhook.',
      },
    },
    {
      name: 'close_after_hours',
      isSecret: false,
      isOptional: true,
      pattern: /^[1-9]\d{0,2}$/,
      label: { en: 'Hours of silence', ru: 'Часов молчания' },
      help: {
        en: 'Telegram does not say when a chat is over: after so many hours without a message it counts as closed. Empty: it stays open.',
        ru: 'Telegram не сообщает о завершении чата: после стольких часов без сообщений он считается закрытым. Пусто — остаётся открытым.',
      },
    },
  ],
  steps: [
    {
      en: 'Call setWebhook of your bot with this address as url and the same secret_token.',
      ru: 'Вызовите setWebhook вашего бота: этот адрес в url и тот же secret_token.',
    },
    {
      en: 'Leave message and, for a business account, business_message among allowed_updates. What the bot itself writes is not reported by Telegram.',
      ru: 'Оставьте в allowed_updates message и, для бизнес-аккаунта, business_message. О том, что пишет сам бот, Telegram не сообщает.',
    },
  ],
}
