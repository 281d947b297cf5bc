import type { Random } from '../random.ts'
import { weightedChoice } from '../weighted-choice.ts'
import type { ChatTale } from './desk-event.ts'

/** What a customer has to say of a chat. */
interface Experience {
  readonly isBot: boolean
  readonly waitMs: number
  readonly grumpiness: number
}

const askedShare = { bot: 0.4, operator: 0.82 }
const ratedShare = { bot: 0.14, operator: 0.31 }
const good = weightedChoice([
  { score: 5, weight: 72, comments: ['Quick and friendly', 'Thank you', 'All clear now'] },
  { score: 4, weight: 28, comments: ['Good, took a little while', 'Fine'] },
])
const bad = weightedChoice([
  { score: 1, weight: 42, comments: ['Waited far too long', 'Nobody could help me'] },
  { score: 2, weight: 24, comments: ['Had to explain everything twice'] },
  { score: 3, weight: 34, comments: ['It was all right', 'Slow'] },
])
const commentShare = 0.3
/** A wait of so long makes one more customer in three dissatisfied. */
const annoyingWaitMs = 30 * 60_000

/** Asks for a rating, mostly, and some answer. */
export function tellRating(random: Random, tale: ChatTale, askedMs: number, experience: Experience): void {
  const who = experience.isBot ? 'bot' : 'operator'
  if (!random.chance(askedShare[who])) return
  tale.tell('rating_asked', askedMs)
  if (!random.chance(ratedShare[who])) return
  const annoyance = Math.min(1, experience.waitMs / annoyingWaitMs) / 3
  const badShare = (experience.isBot ? 0.24 : 0.12) + annoyance + experience.grumpiness
  const { score, comments } = (random.chance(badShare) ? bad : good)(random)
  const comment = random.chance(commentShare) ? random.pick(comments) : ''
  tale.tell('rated', askedMs + Math.min(86_400_000, random.logNormal(110_000, 1.1)), { score, comment })
}
