import { titleKey } from '../title-key.ts'

const advertising = [
  'advertising',
  'marketing',
  'promotional',
  'promo',
  'ad',
  'реклама',
  'рекламное',
  'рекламный',
  'маркетинг',
  'маркетинговое',
]
const service = [
  'service',
  'transactional',
  'transaction',
  'utility',
  'authentication',
  'otp',
  'сервис',
  'сервисное',
  'сервисный',
  'транзакционное',
  'транзакционный',
  'авторизация',
]

const kinds: ReadonlyMap<string, 'advertising' | 'service'> = new Map([
  ...advertising.map((word) => [titleKey(word), 'advertising'] as const),
  ...service.map((word) => [titleKey(word), 'service'] as const),
])

/** Null for a word that is neither. */
export function kindOf(written: string): 'advertising' | 'service' | null {
  return kinds.get(titleKey(written)) ?? null
}
