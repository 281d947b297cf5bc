import { type Failure, fail, ok, type Result } from '../../core/index.ts'

const minDistinctCharacters = 5
/** What most lists of leaked passwords begin with, of those that are long enough once digits are added. */
const commonWords = [
  'password',
  'passwort',
  'qwerty',
  'qwertz',
  'azerty',
  'letmein',
  'welcome',
  'iloveyou',
  'administrator',
  'admin',
  'changeme',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'superman',
  'trustno1',
  'tallybook',
  'parol',
  'пароль',
  'йцукен',
]
/** Rows of the keyboard, the alphabet and the digits: whatever runs along one of them is tried first. */
const runs = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'йцукенгшщзхъ',
  'фывапролджэ',
]
const minRun = 4

/**
 * Refuses what is tried first: one word everybody uses with figures around it, one row of the keyboard, a few characters over
 * and over, the person's own address or name. Length and the rest are the person's: no rule of composition (NIST SP 800-63B).
 */
export function checkPassword(
  password: string,
  known: readonly string[],
): Result<void, Failure<'weak_password'>> {
  const text = password.toLowerCase()
  if (new Set(text).size < minDistinctCharacters) return weak
  const rest = [...commonWords, ...known.flatMap(partsOf)].reduce(
    (left, word) => left.replaceAll(word, ''),
    withoutRuns(text),
  )
  return rest.replaceAll(/[\d\s\p{P}\p{S}]/gu, '').length < minDistinctCharacters ? weak : ok(undefined)
}

const weak = fail(
  'weak_password',
  'This password is among the first that are tried: take several words that have nothing to do with you.',
)

/** An address is known by its parts too. */
function partsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((part) => part.length >= 3)
}

function withoutRuns(text: string): string {
  let rest = text
  for (const run of runs)
    for (const line of [run, [...run].toReversed().join('')])
      for (let length = line.length; length >= minRun; length -= 1)
        for (let start = 0; start + length <= line.length; start += 1)
          rest = rest.replaceAll(line.slice(start, start + length), '')
  return rest
}
