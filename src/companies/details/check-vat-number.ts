import { euVat, stdnum, type Validator } from 'stdnum'
import { type Checked, right, withoutSeparators, wrong } from './field-check.ts'

/** How VAT numbers of a country are checked and written. */
interface VatRule {
  readonly prefix: string
  readonly validators: readonly Validator[]
  readonly example: string
  /** From the number without separators and prefix; by default the prefix goes before it. */
  readonly write?: (compact: string) => string
}

/** Right by their check digits, and nobody's. */
const euExamples: Readonly<Record<string, string>> = {
  AT: 'U12345675',
  BE: '0123456749',
  BG: '123456786',
  CY: '12345678F',
  CZ: '12345679',
  DE: '123456788',
  DK: '12345607',
  EE: '101234500',
  ES: 'B12345674',
  FI: '12345671',
  FR: '11123456782',
  GR: '123456783',
  HR: '12345678903',
  HU: '12345676',
  IE: '1234567T',
  IT: '12345670108',
  LT: '123456715',
  LU: '12345613',
  LV: '40001234504',
  MT: '12345634',
  NL: '123456782B01',
  PL: '5261234509',
  PT: '501234560',
  RO: '123456789',
  SE: '556123456701',
  SI: '12345679',
  SK: '2021234501',
}

/** Members of the European Union. Their numbers carry the country's code, those of Greece EL (Directive 2006/112/EC, Art. 215). */
export const euCountries: readonly string[] = Object.keys(euExamples)

const euRules = Object.entries(euExamples).map(([country, example]): readonly [string, VatRule] => {
  const prefix = country === 'GR' ? 'EL' : country
  return [country, { prefix, validators: euVat[country] ?? [], example: `${prefix}${example}` }]
})

const british = validatorsOf('GB', 'vat')
const swiss: VatRule = {
  prefix: '',
  validators: validatorsOf('CH', 'vat'),
  example: 'CHE-123.456.788 MWST',
  write: (compact) => compact.replace(/^CHE(\d{3})(\d{3})(\d{3})/, 'CHE-$1.$2.$3 '),
}

const rules: ReadonlyMap<string, VatRule> = new Map([
  ...euRules,
  ['GB', { prefix: 'GB', validators: british, example: 'GB123456782' }],
  ['IM', { prefix: 'GB', validators: british, example: 'GB123456782' }],
  // Northern Ireland, which is no country of its own.
  ['XI', { prefix: 'XI', validators: british, example: 'XI123456782' }],
  ['CH', swiss],
  ['LI', swiss],
  ['NO', { prefix: 'NO', validators: validatorsOf('NO', 'mva'), example: 'NO912345602MVA' }],
])

const byPrefix: ReadonlyMap<string, string> = new Map(
  [...rules].filter(([country]) => country !== 'IM').map(([country, { prefix }]) => [prefix, country]),
)

/**
 * Kept with its prefix and without separators. A company may be registered for VAT elsewhere than it sits, so a number that
 * is not of its own country is tried as one of the country that its prefix names. Where no rule is known, it is kept as
 * typed.
 */
export function checkVatNumber(text: string, country: string | null): Checked {
  const number = withoutSeparators(text.toUpperCase())
  const abroad = number.startsWith('CHE') ? 'CH' : byPrefix.get(number.slice(0, 2))
  const own = country === null ? undefined : rules.get(country)
  const tried = [own && country, abroad].filter((name) => typeof name === 'string')
  if (tried.length === 0) return right(text)
  const answers = tried.map((name) => checkBy(rules.get(name), name, number))
  const accepted = answers.find(({ ok }) => ok)
  return accepted ?? answers.at(-1) ?? right(text)
}

function checkBy(rule: VatRule | undefined, country: string, number: string): Checked {
  if (!rule) return right(number)
  const body =
    rule.prefix !== '' && number.startsWith(rule.prefix) ? number.slice(rule.prefix.length) : number
  const answers = answersOf(rule.validators, body)
  const valid = answers.find((answer) => answer?.isValid)
  if (valid?.isValid) return right(rule.write ? rule.write(valid.compact) : `${rule.prefix}${valid.compact}`)
  return faultOf(answers, country, rule.example)
}

/** What a rule says of a number; null where it cannot say anything. */
type Answer = ReturnType<Validator['validate']> | null

/**
 * What each rule says of a number. The library throws on some texts that are too short for it to take apart ("-" as a Dutch
 * one): such a text is no number of that kind.
 */
export function answersOf(validators: readonly Validator[], number: string): readonly Answer[] {
  return validators.map((validator) => {
    try {
      return validator.validate(number)
    } catch {
      return null
    }
  })
}

/** Where only the check digits are wrong, an example of the form would not help. */
export function faultOf(answers: readonly Answer[], country: string, example: string): Checked {
  return answers.some((answer) => answer?.error?.name === 'InvalidChecksum')
    ? wrong('wrong_check_digits', { country })
    : wrong('invalid_number', { country, example })
}

/** @throws when the library has no such rule: a change of its version that has to be looked at. */
export function validatorsOf(country: string, ...names: readonly string[]): readonly Validator[] {
  return names.map((name) => {
    const validator = stdnum[country]?.[name]
    if (!validator) throw new Error(`stdnum has no rule ${country}.${name}`)
    return validator
  })
}
