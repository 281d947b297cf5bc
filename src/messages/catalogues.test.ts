import { describe, expect, test } from 'vitest'
import { catalogues, languages, localeOf } from './index.ts'

type Texts = string | Readonly<Record<string, string>>

function entriesOf(language: (typeof languages)[number]): Map<string, Texts> {
  const areas: Readonly<Record<string, Readonly<Record<string, Texts>>>> = catalogues[language]
  return new Map(
    Object.entries(areas).flatMap(([area, texts]) =>
      Object.entries(texts).map(([key, text]) => [`${area}.${key}`, text] as const),
    ),
  )
}

const formsOf = (texts: Texts): string[] => (typeof texts === 'string' ? [texts] : Object.values(texts))
const namesIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()
const english = entriesOf('en')

describe('catalogues', () => {
  test('every language has exactly the keys of English', () => {
    for (const language of languages) {
      expect([...entriesOf(language).keys()].sort()).toEqual([...english.keys()].sort())
    }
  })

  test('every text says something and has no white space around it', () => {
    for (const language of languages) {
      const bad = [...entriesOf(language)].filter(([, texts]) =>
        formsOf(texts).some((text) => text === '' || text !== text.trim()),
      )
      expect(bad).toEqual([])
    }
  })

  test('a translation uses the values of the English text, all of them and no others', () => {
    for (const language of languages) {
      for (const [key, texts] of entriesOf(language)) {
        const wanted = new Set(formsOf(english.get(key) ?? '').flatMap(namesIn))
        for (const form of formsOf(texts))
          expect({ key, names: new Set(namesIn(form)) }).toEqual({ key, names: wanted })
      }
    }
  })

  test('plurals have every form that the language can ask for', () => {
    for (const language of languages) {
      const categories = new Intl.PluralRules(localeOf[language]).resolvedOptions().pluralCategories.sort()
      for (const [key, texts] of entriesOf(language)) {
        if (typeof texts !== 'string')
          expect({ key, forms: Object.keys(texts).sort() }).toEqual({ key, forms: categories })
      }
    }
  })

  test('texts end without exclamation marks', () => {
    for (const language of languages) {
      const loud = [...entriesOf(language)].filter(([, texts]) =>
        formsOf(texts).some((text) => text.includes('!')),
      )
      expect(loud).toEqual([])
    }
  })
})
