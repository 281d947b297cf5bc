/** What one price is for. Calls are priced by time, rounded up to increments. */
export const rateUnits = ['message', 'segment', 'second', 'minute'] as const
export type RateUnit = (typeof rateUnits)[number]

/** When a message of a channel is charged: when it was handed over to the network, or when it arrived. */
export const chargeMoments = ['sent', 'delivered'] as const
export type ChargeMoment = (typeof chargeMoments)[number]

export const versionStates = ['draft', 'published'] as const
export type VersionState = (typeof versionStates)[number]

/** `none`: not charged, as it stands; it may become chargeable. `unrated`: chargeable, without a price. */
export const chargeStates = ['none', 'charged', 'unrated'] as const
export type ChargeState = (typeof chargeStates)[number]

/** Why a chargeable message has no price. */
export const unratedReasons = ['no_price_list', 'no_rate'] as const
export type UnratedReason = (typeof unratedReasons)[number]

/** Why there is no price for a message that is to be sent. */
export type NoPriceReason = UnratedReason | 'channel_not_charged'

/** Whose messages a company is, or should be, charged for: its own, or those of companies that depend on it. */
export const trafficOrigins = ['own', 'dependants'] as const
export type TrafficOrigin = (typeof trafficOrigins)[number]

/** What is in force in the time of a withdrawn assignment: the one before it goes on, or there are no prices. */
export const pricesInstead = ['previous', 'nothing'] as const
export type PricesInstead = (typeof pricesInstead)[number]

/**
 * `deposit` and `refund` move money between the company and its seller, `chargeback` is money that a bank took back;
 * `correction` is staff's; `usage` sums charges, and differences of charges; `tax` and `rounding` come with the invoice of a
 * month; `credit` is the net that a credit note gives back.
 */
export const transferKinds = [
  'deposit',
  'usage',
  'correction',
  'refund',
  'chargeback',
  'tax',
  'rounding',
  'credit',
] as const
export type TransferKind = (typeof transferKinds)[number]

/** Why usage of a company cannot be posted to its account. */
export const usageObstacles = ['unknown_company', 'currency_mismatch', 'amount_out_of_range'] as const
export type UsageObstacle = (typeof usageObstacles)[number]

export const adjustmentKinds = ['deposit', 'correction', 'refund'] as const
export type AdjustmentKind = (typeof adjustmentKinds)[number]

export const adjustmentStates = ['posted', 'waiting', 'declined'] as const
export type AdjustmentState = (typeof adjustmentStates)[number]

/** `approved`: a second person has put it in force; `applied`: it needed none. */
export const settingChangeStates = ['applied', 'waiting', 'approved', 'declined'] as const
export type SettingChangeState = (typeof settingChangeStates)[number]

export const authorizationStates = ['held', 'confirmed', 'released', 'expired'] as const
export type AuthorizationState = (typeof authorizationStates)[number]

/** Rates of one version of a price list. */
export const maxRatesOfVersion = 100_000
