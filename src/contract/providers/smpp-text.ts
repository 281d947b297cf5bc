import type { ProviderDeclaration } from '../provider-declaration.ts'

export const smppText: ProviderDeclaration = {
  settings: [
    {
      name: 'token',
      isSecret: true,
      label: { en: 'Token', ru: 'Токен' },
      help: {
        en: 'A long text of your choice. The gateway sends it with every receipt.',
        ru: 'Любой длинный текст. Шлюз передаёт его с каждой квитанцией.',
      },
    },
    {
      name: 'utc_offset',
      isSecret: false,
      isOptional: true,
      pattern: /^[+-](?:0\d|1[0-4]):[0-5]\d$/,
      maxLength: 6,
      label: { en: 'Offset of the dates', ru: 'Смещение дат' },
      help: {
        en: 'Of submit date and done date from UTC, such as +03:00. Left empty, the time of receipt counts.',
        ru: 'Смещение submit date и done date от UTC, например +03:00. Если пусто, считается время получения.',
      },
    },
  ],
  steps: [
    {
      en: 'Have your SMPP gateway send delivery receipts to this address, as they are, by POST or GET.',
      ru: 'Настройте SMPP-шлюз: пусть пересылает квитанции о доставке на этот адрес без изменений, методом POST или GET.',
    },
    {
      en: 'Add the token to the address (?token=…) or send it as “Authorization: Bearer …”.',
      ru: 'Добавьте токен к адресу (?token=…) или передавайте его в заголовке «Authorization: Bearer …».',
    },
  ],
}
