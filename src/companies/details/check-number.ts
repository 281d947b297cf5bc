import type { Validator } from 'stdnum'
import type { NumberField } from '../../contract/index.ts'
import { isKpp, isOgrn } from './check-digits.ts'
import { answersOf, checkVatNumber, faultOf, validatorsOf } from './check-vat-number.ts'
import { type Checked, right, withoutSeparators, wrong } from './field-check.ts'

/** From a number as it was typed. */
type NumberRule = (typed: string) => Checked

/** By the rules of a country, for the numbers that have any; the others are kept as typed. */
export function checkNumber(field: NumberField, typed: string, country: string | null): Checked {
  if (field === 'vat_number') return checkVatNumber(typed, country)
  const rule = country === null ? undefined : rules[country]?.[field]
  return rule ? rule(typed) : right(typed)
}

const rules: Readonly<Record<string, Partial<Record<NumberField, NumberRule>>>> = {
  AU: { tax_number: by('AU', ['abn'], '83 914 571 673') },
  BE: { registration_number: by('BE', ['vat'], '0123.456.749') },
  BY: { tax_number: by('BY', ['unp'], '200988541') },
  CH: { registration_number: by('CH', ['uid'], 'CHE-123.456.788') },
  CZ: { registration_number: by('CZ', ['ico'], '12345679') },
  // Each Land groups the digits its own way, which its offices expect.
  DE: { tax_number: by('DE', ['stnr'], '181/815/08155', 'as typed') },
  DK: { registration_number: by('DK', ['cvr'], '12345607') },
  EE: { registration_number: by('EE', ['registrikood'], '12345678') },
  FI: { registration_number: by('FI', ['ytunnus'], '1234567-1') },
  FR: { registration_number: by('FR', ['siren', 'siret'], '123456782') },
  GB: { tax_number: by('GB', ['utr'], '1955839661') },
  NO: { registration_number: by('NO', ['orgnr'], '912345602') },
  RU: {
    tax_number: by('RU', ['inn'], '7701234560'),
    kpp: russianKpp,
    registration_number: russianOgrn,
  },
  SE: { registration_number: by('SE', ['orgnr'], '556123-4567') },
  TR: { tax_number: by('TR', ['vkn'], '4540536920') },
  UA: { registration_number: by('UA', ['edrpou'], '32855961') },
  US: { tax_number: by('US', ['ein'], '91-1144442') },
}

/** Written the way the country does, unless `as typed`. */
function by(
  country: string,
  names: readonly string[],
  example: string,
  written: 'its way' | 'as typed' = 'its way',
): NumberRule {
  const validators = validatorsOf(country, ...names)
  return (typed) => {
    const number = typed.toUpperCase()
    const answers = answersOf(validators, number)
    const place = answers.findIndex((answer) => answer?.isValid)
    const validator: Validator | undefined = validators[place]
    if (!validator) return faultOf(answers, country, example)
    return right(written === 'as typed' ? number : validator.format(validator.compact(number)))
  }
}

function russianKpp(typed: string): Checked {
  const number = withoutSeparators(typed.toUpperCase())
  return isKpp(number) ? right(number) : wrong('invalid_number', { country: 'RU', example: '770101001' })
}

function russianOgrn(typed: string): Checked {
  const number = withoutSeparators(typed)
  if (isOgrn(number)) return right(number)
  return /^(?:\d{13}|\d{15})$/.test(number)
    ? wrong('wrong_check_digits', { country: 'RU' })
    : wrong('invalid_number', { country: 'RU', example: '1027700132195' })
}
