import type { ProviderDeclaration } from '../provider-declaration.ts'

export const vk: ProviderDeclaration = {
  settings: [
    {
      name: 'secret',
      isSecret: true,
      maxLength: 50,
      label: { en: 'Secret key', ru: 'Секретный ключ' },
      help: {
        en: 'Of your choice; the same as in the settings of the server.',
        ru: 'Любой; такой же, как в настройках сервера.',
      },
    },
    {
      name: 'confirmation',
      isSecret: false,
      maxLength: 50,
      label: { en: 'Confirmation code', ru: 'Строка подтверждения' },
      help: {
        en: 'What the server has to return, as VK shows it.',
        ru: 'Строка, которую должен вернуть сервер: её показывает VK.',
      },
    },
    {
      name: 'close_after_hours',
      isSecret: false,
      isOptional: true,
      pattern: /^[1-9]\d{0,2}$/,
      label: { en: 'Hours of silence', ru: 'Часов молчания' },
      help: {
        en: 'VK does not say when a chat is over: after so many hours without a message it counts as closed. Empty: it stays open.',
        ru: 'VK не сообщает о завершении чата: после стольких часов без сообщений он считается закрытым. Пусто — остаётся открытым.',
      },
    },
  ],
  steps: [
    {
      en: 'Open your community → Manage → API usage → Callback API, paste the address and the secret key, and choose Confirm.',
      ru: 'Откройте сообщество → Управление → Работа с API → Callback API, вставьте адрес и секретный ключ и нажмите «Подтвердить».',
    },
    {
      en: 'Under Event types, choose incoming and outgoing messages.',
      ru: 'В разделе «Типы событий» отметьте входящие и исходящие сообщения.',
    },
  ],
}
