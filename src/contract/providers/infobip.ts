import type { ProviderDeclaration } from '../provider-declaration.ts'

export const infobip: ProviderDeclaration = {
  settings: [
    {
      name: 'username',
      isSecret: false,
      isOptional: true,
      label: { en: 'User name', ru: 'Имя пользователя' },
      help: {
        en: 'Of your choice; the same as in the security settings of the notification profile.',
        ru: 'Любое; такое же, как в настройках безопасности профиля уведомлений.',
      },
    },
    {
      name: 'password',
      isSecret: true,
      isOptional: true,
      label: { en: 'Password', ru: 'Пароль' },
      help: {
        en: 'For basic authentication, together with the user name.',
        ru: 'Для базовой аутентификации, вместе с именем пользователя.',
      },
    },
    {
      name: 'hmac_secret',
      isSecret: true,
      isOptional: true,
      label: { en: 'HMAC secret', ru: 'Секрет HMAC' },
      help: {
        en: 'Instead of user name and password, where the profile signs its notifications.',
        ru: 'Вместо имени и пароля, если профиль подписывает уведомления.',
      },
    },
  ],
  oneOf: [['username', 'password'], ['hmac_secret']],
  steps: [
    {
      en: 'Open the Infobip portal → Developer Tools → Subscriptions Management and make a notification profile with this address and the same security settings.',
      ru: 'Откройте портал Infobip → Developer Tools → Subscriptions Management и создайте профиль уведомлений с этим адресом и теми же настройками безопасности.',
    },
    {
      en: 'Subscribe SMS, Viber, WhatsApp or Email to delivery, seen and click with this profile. For a channel other than SMS add its name to the address: ?channel=viber, ?channel=whatsapp, ?channel=email.',
      ru: 'Подпишите SMS, Viber, WhatsApp или Email на доставку, прочтение и клики через этот профиль. Для каналов кроме SMS добавьте к адресу название канала: ?channel=viber, ?channel=whatsapp, ?channel=email.',
    },
  ],
}
