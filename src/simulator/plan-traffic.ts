import type { Period } from '../core/index.ts'
import { localTimes } from './local-time.ts'
import { type Campaign, planCampaigns } from './plan-campaigns.ts'
import type { Random } from './random.ts'
import { serviceVolume } from './rhythm.ts'

/** The messages created in one minute, and what they are sent for. */
export interface PlannedMinute {
  readonly startMs: number
  /** Not a minute where the period ends in the middle of one. */
  readonly lengthMs: number
  readonly messages: number
  /** Share of them that campaigns send. */
  readonly campaignShare: number
  readonly campaigns: readonly Campaign[]
}

const minuteMs = 60_000
const maxMinutes = 60 * 24 * 366 * 5
/** Share of all messages that campaigns send, where the period has campaigns. */
const advertisingShare = 0.38

/**
 * Lays `messages` messages over a period by the company's rhythm: minute by minute, in order, adding up exactly.
 * Throws a RangeError for a period of more than five years.
 */
export function* planTraffic(
  random: Random,
  messages: number,
  period: Period,
  zone: string,
): Generator<PlannedMinute> {
  const minutes = Math.ceil((period.toMs - period.fromMs) / minuteMs)
  if (minutes > maxMinutes) throw new RangeError('Traffic can be simulated for at most five years at once.')
  const campaigns = planCampaigns(random, period, zone)
  const volumes = serviceVolumes(random, minutes, period, zone)
  const bursts = campaignVolumes(campaigns, volumes, period)
  const total =
    volumes.reduce((sum, volume) => sum + volume, 0) + bursts.reduce((sum, burst) => sum + burst, 0)
  let volumeSoFar = 0
  let messagesSoFar = 0
  for (let minute = 0; minute < minutes; minute++) {
    const startMs = period.fromMs + minute * minuteMs
    const burst = bursts[minute] ?? 0
    const volume = (volumes[minute] ?? 0) + burst
    volumeSoFar += volume
    const target = minute === minutes - 1 ? messages : Math.round((messages * volumeSoFar) / total)
    if (target === messagesSoFar) continue
    yield {
      startMs,
      lengthMs: Math.min(minuteMs, period.toMs - startMs),
      messages: target - messagesSoFar,
      campaignShare: volume === 0 ? 0 : burst / volume,
      campaigns: campaigns.filter((campaign) => campaign.startMs <= startMs && startMs < campaign.endMs),
    }
    messagesSoFar = target
  }
}

/** Relative volume of each minute; no two days are alike. */
function serviceVolumes(random: Random, minutes: number, period: Period, zone: string): Float64Array {
  const localTime = localTimes(period, zone)
  const volumes = new Float64Array(minutes)
  let day = ''
  let mood = 1
  for (let minute = 0; minute < minutes; minute++) {
    const { weekday, hour, hourShare, monthAndDay } = localTime(period.fromMs + minute * minuteMs)
    if (monthAndDay !== day) mood = random.logNormal(1, 0.08)
    day = monthAndDay
    const now = serviceVolume(weekday, hour)
    const soon = serviceVolume(weekday, (hour + 1) % 24)
    volumes[minute] = mood * (now + (soon - now) * hourShare)
  }
  return volumes
}

/** Relative volume that campaigns add to each minute: together the advertising share of everything. */
function campaignVolumes(
  campaigns: readonly Campaign[],
  service: Float64Array,
  period: Period,
): Float64Array {
  const bursts = new Float64Array(service.length)
  for (const { startMs, endMs, weight } of campaigns) {
    const first = Math.ceil((startMs - period.fromMs) / minuteMs)
    const last = Math.min(Math.ceil((endMs - period.fromMs) / minuteMs), bursts.length)
    for (let minute = first; minute < last; minute++)
      bursts[minute] = (bursts[minute] ?? 0) + weight / (last - first)
  }
  const burstSum = bursts.reduce((sum, burst) => sum + burst, 0)
  const serviceSum = service.reduce((sum, volume) => sum + volume, 0)
  if (burstSum === 0) return bursts
  const factor = (serviceSum * advertisingShare) / (1 - advertisingShare) / burstSum
  return bursts.map((burst) => burst * factor)
}
