import type { ProviderDeclaration } from '../provider-declaration.ts'

export const twilio: ProviderDeclaration = {
  settings: [
    {
      name: 'account_sid',
      isSecret: false,
      maxLength: 100,
      label: { en: 'Account SID', ru: 'Account SID' },
      help: {
        en: 'Starts with AC; on the first page of the Twilio console.',
        ru: 'Начинается с AC; на первой странице консоли Twilio.',
      },
    },
    {
      name: 'auth_token',
      isSecret: true,
      label: { en: 'Auth token', ru: 'Auth Token' },
      help: {
        en: 'Beside the Account SID. Twilio signs its callbacks with it.',
        ru: 'Рядом с Account SID. Им Twilio подписывает свои запросы.',
      },
    },
  ],
  steps: [
    {
      en: 'Open Twilio Console → Messaging → Services → your service → Integration.',
      ru: 'Откройте Twilio Console → Messaging → Services → ваш сервис → Integration.',
    },
    {
      en: 'Paste the address into “Delivery status callback” and save. Or send it as StatusCallback with each message.',
      ru: 'Вставьте адрес в поле «Delivery status callback» и сохраните. Или передавайте его в StatusCallback с каждым сообщением.',
    },
    {
      en: 'Send a message. Its status appears here within seconds.',
      ru: 'Отправьте сообщение. Его статус появится здесь через несколько секунд.',
    },
  ],
}
