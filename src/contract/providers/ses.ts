import type { ProviderDeclaration } from '../provider-declaration.ts'

export const ses: ProviderDeclaration = {
  settings: [
    {
      name: 'topic_arns',
      isSecret: false,
      maxLength: 4_000,
      pattern:
        /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}(?:[\s,]+arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256})*$/,
      label: { en: 'ARNs of the SNS topics', ru: 'ARN тем SNS' },
      help: {
        en: 'One or several, with spaces between them. Messages of other topics are refused.',
        ru: 'Одна или несколько, через пробел. Сообщения других тем не принимаются.',
      },
    },
  ],
  steps: [
    {
      en: 'In Amazon SNS, subscribe this address to the topic with protocol HTTPS and raw message delivery off. The subscription is confirmed by itself.',
      ru: 'В Amazon SNS подпишите этот адрес на тему: протокол HTTPS, raw message delivery выключено. Подписка подтвердится сама.',
    },
    {
      en: 'In Amazon SES, add the topic as an event destination of your configuration set and choose all types of events.',
      ru: 'В Amazon SES добавьте тему как event destination своего configuration set и выберите все типы событий.',
    },
  ],
}
