import { titleKey } from '../title-key.ts'

const known: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sms: ['sms', 'смс', 'sms message', 'text message'],
    viber: ['viber', 'вайбер', 'viber bm', 'viber business', 'viber business messages'],
    whatsapp: ['whatsapp', 'ватсап', 'вотсап', 'whatsapp business', 'wa', 'waba'],
    email: ['email', 'e-mail', 'mail', 'электронная почта', 'почта', 'письмо'],
    push: ['push', 'пуш', 'push notification', 'push-уведомление', 'web push', 'mobile push'],
    mms: ['mms', 'ммс'],
    rcs: ['rcs'],
    telegram: ['telegram', 'телеграм'],
    vk: ['vk', 'вк', 'вконтакте', 'vkontakte'],
  }).flatMap(([channel, words]) => words.map((word) => [titleKey(word), channel] as const)),
)

/** The name of a channel as the facts have it; null where the text is none. */
export function channelOf(written: string): string | null {
  const found = known.get(titleKey(written))
  if (found !== undefined) return found
  const word = written.trim().toLowerCase()
  return /^[a-z][a-z0-9_-]{0,49}$/.test(word) ? word : null
}
