import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { createFormats, type Formats, type Language, type Translate } from '../../../src/messages/index.ts'
import { loadTranslate } from './load-translate.ts'
import { rememberLanguage } from './remembered-language.ts'

interface I18n {
  readonly language: Language
  readonly t: Translate
  readonly format: Formats
  readonly setLanguage: (language: Language) => void
  readonly setTimeZone: (timeZone: string) => void
}

const I18nContext = createContext<I18n | null>(null)

export interface Words {
  readonly language: Language
  readonly t: Translate
}

interface I18nProviderProps {
  /** Loaded before the first render, so that no page shows itself without words. */
  readonly initial: Words
  readonly children: ReactNode
}

/** Words and formats for everything below it. Until a company is known, its zone is the browser's. */
export function I18nProvider({ initial, children }: I18nProviderProps): ReactNode {
  const [{ language, t }, setWords] = useState<Words>(initial)
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone)

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  const value = useMemo<I18n>(
    () => ({
      language,
      t,
      format: createFormats({ language, timeZone }),
      setLanguage: (next) => {
        rememberLanguage(next)
        void loadTranslate(next).then((loaded) => setWords({ language: next, t: loaded }))
      },
      setTimeZone,
    }),
    [language, t, timeZone],
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
