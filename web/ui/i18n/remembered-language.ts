import { isLanguage, type Language } from '../../../src/messages/index.ts'

const storageKey = 'tallybook.language'

/** The language that was chosen before, else the browser's. */
export function rememberedLanguage(): Language {
  const chosen = readChosen()
  if (isLanguage(chosen)) return chosen
  return navigator.languages.some((language) => language.startsWith('ru')) ? 'ru' : 'en'
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Storage may be forbidden; the choice then lasts until the page is closed.
  }
}

function readChosen(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}
