export const languages = ['en', 'ru'] as const
export type Language = (typeof languages)[number]

/** The locale that numbers and dates of a language are written in. English dates are day first, with 24 hours. */
export const localeOf = { en: 'en-GB', ru: 'ru-RU' } as const satisfies Record<Language, string>

/** Each language under its own name. */
export const languageNames = { en: 'English', ru: 'Русский' } as const satisfies Record<Language, string>

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

/** For numbers alone: British English abbreviates thousands and millions as `k` and `m`, which read as units. */
export const numberLocaleOf = { en: 'en', ru: 'ru-RU' } as const satisfies Record<Language, string>
