/** No message costs as much in any currency. All 256 prices of a message (itself and its parts) add up below the column's 10¹². */
const maxCostMicros = 1_000_000_000n * 1_000_000n

/** Whether a price, in micro-units, is one that the log can hold: from 0 to 1,000,000,000 of the currency's units. */
export function isPlausibleCost(costMicros: bigint): boolean {
  return costMicros >= 0n && costMicros <= maxCostMicros
}
