import type { CatalogueIn } from './catalogue-types.ts'
import type { EnglishCatalogue } from './en/english.ts'
import { type Language, localeOf } from './language.ts'

type Areas = keyof EnglishCatalogue
type KeyIn<A extends Areas> = `${A}.${Extract<keyof EnglishCatalogue[A], string>}`
/** `area.key`, as in `words.status_delivered`. */
export type MessageKey = { [A in Areas]: KeyIn<A> }[Areas]

type MessageAt<K extends MessageKey> = K extends `${infer A extends Areas}.${infer Rest}`
  ? Rest extends keyof EnglishCatalogue[A]
    ? EnglishCatalogue[A][Rest]
    : never
  : never
type Placeholders<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never
type TextsOf<M> = M extends string ? M : M[keyof M]
type PluralNamesOf<M> = M extends string ? never : 'n'
type NamesOf<M> = Placeholders<TextsOf<M>> | PluralNamesOf<M>

/**
 * Values for the `{names}` of a message. Numbers are written the language's way; strings are taken as they are. Where
 * `{n}` chooses the plural it is a number.
 */
export type MessageValues<K extends MessageKey> = {
  readonly [Name in NamesOf<MessageAt<K>>]: Name extends PluralNamesOf<MessageAt<K>>
    ? number
    : string | number
}
type ArgumentsFor<K extends MessageKey> = [NamesOf<MessageAt<K>>] extends [never]
  ? []
  : [values: MessageValues<K>]

/** Gives the text of a key; a key with `{names}` demands its values. */
export type Translate = <K extends MessageKey>(key: K, ...values: ArgumentsFor<K>) => string

/**
 * The translator of a language over its catalogue, which may still grow: a key of an area that is not there yet is shown
 * as it is. Wrong keys and missing values are errors of types, so it has no failures.
 */
export function translatorOf<L extends Language>(language: L, catalogue: Partial<CatalogueIn<L>>): Translate {
  const plurals = new Intl.PluralRules(localeOf[language])
  const numbers = new Intl.NumberFormat(localeOf[language])
  const areas: Readonly<
    Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>> | undefined>
  > = catalogue

  return (key, ...rest) => {
    const values: Readonly<Record<string, string | number>> = rest[0] ?? {}
    const dot = key.indexOf('.')
    const message = areas[key.slice(0, dot)]?.[key.slice(dot + 1)]
    if (message === undefined) return key
    return fill(
      typeof message === 'string' ? message : pluralForm(message, values['n'], plurals),
      values,
      numbers,
    )
  }
}

function pluralForm(
  forms: Readonly<Record<string, string>>,
  count: string | number | undefined,
  plurals: Intl.PluralRules,
): string {
  return forms[plurals.select(Number(count ?? 0))] ?? forms['other'] ?? ''
}

function fill(
  text: string,
  values: Readonly<Record<string, string | number>>,
  numbers: Intl.NumberFormat,
): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numbers.format(value) : value
  })
}
