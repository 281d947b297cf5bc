import type { Channel } from './channel-models.ts'
import { type Country, countries, type Network } from './countries.ts'
import { hexOfWord, scramble } from './scramble.ts'
import type { Weighted } from './weighted-choice.ts'

/** Somebody the company writes to: always the same number, network and address. */
export interface Customer {
  readonly country: Country
  readonly network: Network
  readonly phone: string
  readonly email: string
  readonly deviceToken: string
}

interface CountryShare extends Weighted {
  readonly country: Country
}

const homeShare = 0.66
const homeByZone: Readonly<Record<string, string>> = {
  'Europe/Berlin': 'DE',
  'Europe/Vienna': 'AT',
  'Europe/Zurich': 'CH',
  'Europe/Paris': 'FR',
  'Europe/Warsaw': 'PL',
  'Europe/London': 'GB',
  'Europe/Amsterdam': 'NL',
  'Europe/Madrid': 'ES',
  'Europe/Rome': 'IT',
  'America/New_York': 'US',
  'Asia/Almaty': 'KZ',
  'Europe/Moscow': 'RU',
  'Europe/Kyiv': 'UA',
  'Asia/Tashkent': 'UZ',
  'Europe/Istanbul': 'TR',
}
const names = [
  'anna',
  'ben',
  'clara',
  'david',
  'elif',
  'farid',
  'greta',
  'hugo',
  'irina',
  'jan',
  'kamila',
  'leo',
]
const mailHosts = ['mail.example', 'post.example', 'inbox.example', 'office.example']

/**
 * The customers of a company, by number. Most live in the zone's country; the others thin out over the rest.
 * A customer is computed from the seed and the number, so that no list is held.
 */
export function createAudience(seed: number, zone: string): (number: number) => Customer {
  const shares = countryShares(homeByZone[zone] ?? 'DE', seed)
  return (number) => {
    const bits = scramble(number ^ seed)
    const more = scramble(bits + 1)
    const country = byShare(shares, bits / 4_294_967_296).country
    const network = byShare(country.networks, (more & 0xffff) / 0x10000)
    const prefix = country.mobilePrefixes[(more >>> 16) % country.mobilePrefixes.length] ?? ''
    const digits = String(scramble(more + 2) % 10 ** country.digitsAfterPrefix)
    return {
      country,
      network,
      phone: prefix + digits.padStart(country.digitsAfterPrefix, '0'),
      email: `${names[more % names.length]}.${bits.toString(36)}@${mailHosts[(more >>> 8) % mailHosts.length]}`,
      deviceToken: hexOfWord(bits) + hexOfWord(more) + hexOfWord(scramble(bits ^ more)),
    }
  }
}

/** Where a customer is reached on a channel. */
export function addressOn(channel: Channel, customer: Customer): string {
  if (channel === 'email') return customer.email
  if (channel === 'push') return customer.deviceToken
  return customer.phone
}

function countryShares(home: string, seed: number): readonly CountryShare[] {
  const abroad = countries
    .filter((country) => country.code !== home)
    .map((country, index) => ({ country, order: scramble(seed + index) }))
    .sort((a, b) => a.order - b.order)
    .map(({ country }, index) => ({ country, weight: (1 - homeShare) / 2 ** (index / 2 + 1) }))
  const abroadSum = abroad.reduce((sum, { weight }) => sum + weight, 0)
  const atHome = countries
    .filter((country) => country.code === home)
    .map((country) => ({ country, weight: (abroadSum * homeShare) / (1 - homeShare) }))
  return [...atHome, ...abroad]
}

/** The item at a point of [0, 1) when items are laid out by weight. */
function byShare<T extends Weighted>(list: readonly T[], point: number): T {
  const last = list.at(-1)
  if (!last) throw new RangeError('Nothing to choose from.')
  let remaining = point * list.reduce((sum, item) => sum + item.weight, 0)
  for (const item of list) {
    remaining -= item.weight
    if (remaining < 0) return item
  }
  return last
}
