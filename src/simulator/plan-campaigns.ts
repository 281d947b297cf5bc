import { hourMs, type Period } from '../core/index.ts'
import type { Channel } from './channel-models.ts'
import { localTimes } from './local-time.ts'
import type { Random } from './random.ts'
import { mayAdvertise } from './rhythm.ts'
import { campaignThemes } from './templates.ts'
import { type Weighted, weightedChoice } from './weighted-choice.ts'

/** A burst of advertising on one channel. */
export interface Campaign extends Weighted {
  readonly name: string
  readonly channel: Channel
  readonly startMs: number
  readonly endMs: number
}

const campaignsPerDay = 0.45
const minuteMs = 60_000

const campaignChannel = weightedChoice<Weighted & { readonly channel: Channel }>([
  { weight: 24, channel: 'sms' },
  { weight: 14, channel: 'viber' },
  { weight: 20, channel: 'whatsapp' },
  { weight: 30, channel: 'email' },
  { weight: 8, channel: 'push' },
])

/** The campaigns of a period: some days have one, in working hours of the zone; their sizes differ widely. */
export function planCampaigns(random: Random, period: Period, zone: string): readonly Campaign[] {
  const localTime = localTimes(period, zone)
  const campaigns: Campaign[] = []
  const hourlyChance = campaignsPerDay / 8
  for (let startMs = period.fromMs; startMs < period.toMs; startMs += hourMs) {
    const { weekday, hour, monthAndDay } = localTime(startMs)
    if (!mayAdvertise(weekday, hour) || !random.chance(hourlyChance)) continue
    const lengthMinutes = 20 + random.below(100)
    campaigns.push({
      name: `${random.pick(campaignThemes)}-${monthAndDay}`,
      channel: campaignChannel(random).channel,
      startMs: startMs + random.below(4) * 15 * minuteMs,
      endMs: startMs + (45 + lengthMinutes) * minuteMs,
      weight: random.logNormal(1, 0.6),
    })
  }
  return campaigns
}
