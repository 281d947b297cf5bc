import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import {
  createFormats,
  createTranslate,
  type Formats,
  isLanguage,
  type Language,
  type Translate,
} from '../../../src/messages/index.ts'

const storageKey = 'tallybook.language'

interface I18n {
  readonly language: Language
  readonly t: Translate
  readonly format: Formats
  readonly setLanguage: (language: Language) => void
  readonly setTimeZone: (timeZone: string) => void
}

const I18nContext = createContext<I18n | null>(null)

/** Words and formats for everything below it. Until a company is known, its zone is the browser's. */
export function I18nProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(initialLanguage)
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone)

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  const value = useMemo<I18n>(
    () => ({
      language,
      t: createTranslate(language),
      format: createFormats({ language, timeZone }),
      setLanguage: (next) => {
        remember(next)
        setLanguage(next)
      },
      setTimeZone,
    }),
    [language, timeZone],
  )
  return <I18nContext value={value}>{children}</I18nContext>
}

function useI18n(): I18n {
  const value = use(I18nContext)
  if (value === null) throw new Error('useI18n needs an I18nProvider above it')
  return value
}

/** The translator of the reader's language: `t('words.status_delivered')`. */
export function useT(): Translate {
  return useI18n().t
}

/** Numbers, money, durations and instants for the reader; instants in the company's zone. */
export function useFormat(): Formats {
  return useI18n().format
}

export function useLanguage(): readonly [Language, (language: Language) => void] {
  const { language, setLanguage } = useI18n()
  return [language, setLanguage]
}

/** Sets the zone in which all instants below the provider are written: the company's. */
export function useCompanyTimeZone(timeZone: string): void {
  const { setTimeZone } = useI18n()
  useEffect(() => setTimeZone(timeZone), [setTimeZone, timeZone])
}

function initialLanguage(): Language {
  const remembered = readRemembered()
  if (isLanguage(remembered)) return remembered
  return navigator.languages.some((language) => language.startsWith('ru')) ? 'ru' : 'en'
}

function readRemembered(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Storage may be forbidden; the choice then lasts until the page is closed.
  }
}
