/** Cyrillic capitals that look like Latin ones: people type either. */
const lookAlikes: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  І: 'I',
  Ј: 'J',
  Ѕ: 'S',
}

/** A text as numbers and names are compared in it: full-width forms and case levelled, Cyrillic look-alikes made Latin. */
export function foldText(text: string): string {
  return (
    text
      // The sign would become the letters No, and join with the number behind it.
      .replaceAll('№', '#')
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[АВЕКМНОРСТУХІЈЅ]/g, (letter) => lookAlikes[letter] ?? letter)
  )
}

/** The letters and digits of a folded text alone. */
export function compactText(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]/gu, '')
}
