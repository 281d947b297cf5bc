import type { wellKnownChannels } from '../contract/index.ts'
import type { Weighted } from './weighted-choice.ts'

export type Channel = (typeof wellKnownChannels)[number]
export type Kind = 'service' | 'advertising'

/** A log-normal delay: its median and the spread of its logarithm. */
export interface Delay {
  readonly medianMs: number
  readonly sigma: number
}

/** Why a message ended badly, as the channel's providers report it. */
export interface ErrorReason extends Weighted {
  readonly code: string
  readonly reason: string
}

/** How messages of a channel fare. Shares are of all messages unless said otherwise. */
export interface ChannelModel {
  readonly rejected: number
  readonly failed: number
  readonly expired: number
  readonly cancelled: number
  /** No final receipt ever comes. */
  readonly silent: number
  /** Of messages on their way: a report that the gateway has queued it, or that the carrier took it. */
  readonly reportsQueued: number
  readonly reportsCarrier: number
  readonly sending: Delay
  readonly delivery: Delay
  readonly failure: Delay
  /** After this long the provider gives up. */
  readonly validityMs: number
  /** Of delivered ones. */
  readonly read: Readonly<Record<Kind, number>>
  readonly reading: Delay
  /** Of read ones: the receipt of delivery is left out, because reading came at once. */
  readonly readWithoutDelivery: number
  /** Of delivered ones: opened by a program (prefetching, scanning). */
  readonly machineOpened: number
  /** Of delivered ones with a link. */
  readonly clicked: Readonly<Record<Kind, number>>
  readonly machineClicked: number
  readonly replied: number
  /** Of delivered advertising. */
  readonly unsubscribed: number
  readonly complained: number
  /** Of delivered ones: the receiving server took it and bounced it later. */
  readonly bouncedLater: number
  readonly failures: readonly ErrorReason[]
  readonly rejections: readonly ErrorReason[]
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const quiet = {
  cancelled: 0,
  reportsQueued: 0,
  reportsCarrier: 0,
  readWithoutDelivery: 0,
  machineOpened: 0,
  machineClicked: 0,
  replied: 0,
  unsubscribed: 0,
  complained: 0,
  bouncedLater: 0,
}

/** Codes as in Twilio's error dictionary (sms), Meta's Cloud API (whatsapp), RFC 3463 (email), FCM and APNs (push). */
export const channelModels: Readonly<Record<Channel, ChannelModel>> = {
  sms: {
    ...quiet,
    rejected: 0.006,
    failed: 0.026,
    expired: 0.009,
    cancelled: 0.0006,
    silent: 0.014,
    reportsQueued: 0.2,
    reportsCarrier: 0.15,
    sending: { medianMs: 650, sigma: 0.7 },
    delivery: { medianMs: 3_800, sigma: 1.1 },
    failure: { medianMs: 9_000, sigma: 1.3 },
    validityMs: 24 * hourMs,
    read: { service: 0, advertising: 0 },
    reading: { medianMs: 0, sigma: 0 },
    clicked: { service: 0.012, advertising: 0.038 },
    replied: 0.004,
    unsubscribed: 0.0015,
    failures: [
      { weight: 40, code: '30003', reason: 'Unreachable destination handset' },
      { weight: 26, code: '30005', reason: 'Unknown destination handset' },
      { weight: 14, code: '30006', reason: 'Landline or unreachable carrier' },
      { weight: 12, code: '30007', reason: 'Message filtered by the carrier' },
      { weight: 8, code: '30008', reason: 'Unknown error' },
    ],
    rejections: [
      { weight: 60, code: '21610', reason: 'Recipient has opted out' },
      { weight: 40, code: '21614', reason: 'Not a mobile number' },
    ],
  },
  viber: {
    ...quiet,
    rejected: 0.004,
    failed: 0.085,
    expired: 0.03,
    silent: 0.006,
    sending: { medianMs: 400, sigma: 0.6 },
    delivery: { medianMs: 1_900, sigma: 1.3 },
    failure: { medianMs: 1_500, sigma: 0.8 },
    validityMs: 6 * hourMs,
    read: { service: 0.71, advertising: 0.48 },
    reading: { medianMs: 6 * minuteMs, sigma: 1.7 },
    readWithoutDelivery: 0.03,
    clicked: { service: 0.05, advertising: 0.065 },
    replied: 0.006,
    unsubscribed: 0.002,
    failures: [
      { weight: 72, code: '6', reason: 'Recipient does not use Viber' },
      { weight: 18, code: '9', reason: 'Recipient has blocked the sender' },
      { weight: 10, code: '12', reason: 'No suitable device' },
    ],
    rejections: [{ weight: 1, code: '3', reason: 'Template is not approved' }],
  },
  whatsapp: {
    ...quiet,
    rejected: 0.008,
    failed: 0.032,
    expired: 0,
    silent: 0.018,
    sending: { medianMs: 500, sigma: 0.6 },
    delivery: { medianMs: 1_600, sigma: 1.4 },
    failure: { medianMs: 1_800, sigma: 0.9 },
    validityMs: 30 * 24 * hourMs,
    read: { service: 0.83, advertising: 0.61 },
    reading: { medianMs: 4 * minuteMs, sigma: 1.8 },
    readWithoutDelivery: 0.05,
    clicked: { service: 0.04, advertising: 0.09 },
    replied: 0.03,
    unsubscribed: 0.003,
    failures: [
      { weight: 48, code: '131026', reason: 'Message undeliverable' },
      { weight: 34, code: '131049', reason: 'Not delivered to keep the ecosystem healthy' },
      { weight: 10, code: '131047', reason: 'More than 24 hours since the recipient last replied' },
      { weight: 8, code: '130472', reason: 'Recipient is part of an experiment' },
    ],
    rejections: [
      { weight: 55, code: '132001', reason: 'Template does not exist in this language' },
      { weight: 45, code: '131056', reason: 'Too many messages to the same recipient' },
    ],
  },
  email: {
    ...quiet,
    rejected: 0.007,
    failed: 0.016,
    expired: 0.001,
    silent: 0.003,
    reportsQueued: 0.03,
    sending: { medianMs: 300, sigma: 0.5 },
    delivery: { medianMs: 2_600, sigma: 1.2 },
    failure: { medianMs: 5_000, sigma: 1.5 },
    validityMs: 72 * hourMs,
    read: { service: 0.52, advertising: 0.21 },
    reading: { medianMs: 55 * minuteMs, sigma: 1.9 },
    machineOpened: 0.34,
    clicked: { service: 0.07, advertising: 0.024 },
    machineClicked: 0.012,
    replied: 0.003,
    unsubscribed: 0.004,
    complained: 0.0007,
    bouncedLater: 0.002,
    failures: [
      { weight: 52, code: '5.1.1', reason: 'Mailbox does not exist' },
      { weight: 20, code: '5.2.2', reason: 'Mailbox is full' },
      { weight: 16, code: '5.7.1', reason: 'Refused by policy of the receiving server' },
      { weight: 12, code: '5.4.4', reason: 'No mail server for the domain' },
    ],
    rejections: [
      { weight: 70, code: 'suppressed', reason: 'Address is on the suppression list' },
      { weight: 30, code: 'invalid', reason: 'Address is malformed' },
    ],
  },
  push: {
    ...quiet,
    rejected: 0.002,
    failed: 0.058,
    expired: 0,
    silent: 0.16,
    sending: { medianMs: 250, sigma: 0.5 },
    delivery: { medianMs: 1_200, sigma: 1.6 },
    failure: { medianMs: 400, sigma: 0.5 },
    validityMs: 28 * 24 * hourMs,
    read: { service: 0.13, advertising: 0.06 },
    reading: { medianMs: 14 * minuteMs, sigma: 1.8 },
    clicked: { service: 0.05, advertising: 0.03 },
    failures: [
      { weight: 62, code: 'UNREGISTERED', reason: 'Application was removed from the device' },
      { weight: 26, code: 'Unregistered', reason: 'Device token is no longer active' },
      { weight: 12, code: 'BadDeviceToken', reason: 'Device token is not valid' },
    ],
    rejections: [{ weight: 1, code: 'INVALID_ARGUMENT', reason: 'Payload is too large' }],
  },
}
