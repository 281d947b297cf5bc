/** The ledger as one would say it aloud: a few numbers and lists, no database, nothing at the same time. Micro-units. */
export interface NaiveCompany {
  balance: bigint
  credit: bigint
  isBlocked: boolean
  readonly holds: Map<string, NaiveHold>
}

export interface NaiveHold {
  readonly amount: bigint
  readonly messageKey: string | null
  readonly expiresAtMs: number
  state: 'held' | 'confirmed' | 'released' | 'expired'
  isOpen: boolean
}

export function naiveCompany(): NaiveCompany {
  return { balance: 0n, credit: 0n, isBlocked: false, holds: new Map() }
}

export function heldOf(company: NaiveCompany): bigint {
  let held = 0n
  for (const hold of company.holds.values()) if (hold.isOpen) held += hold.amount
  return held
}

const covers = (company: NaiveCompany, amount: bigint): boolean =>
  company.balance - heldOf(company) + company.credit >= amount

/** The code of the answer; moves the balance where it is `ok`. */
export function adjust(
  company: NaiveCompany,
  kind: 'deposit' | 'correction' | 'refund',
  amount: bigint,
): string {
  if (kind === 'correction' ? amount === 0n : amount <= 0n) return 'invalid_amount'
  if (kind === 'refund' && !covers(company, amount)) return 'insufficient_balance'
  company.balance += kind === 'refund' ? -amount : amount
  return 'ok'
}

export function mayHold(company: NaiveCompany, amount: bigint): string {
  if (company.isBlocked) return 'company_blocked'
  return amount === 0n || covers(company, amount) ? 'ok' : 'insufficient_balance'
}

export function end(hold: NaiveHold, state: 'confirmed' | 'released'): string {
  if (hold.state === state) return 'ok'
  if (hold.state !== 'held') return 'authorization_ended'
  hold.state = state
  hold.isOpen = state === 'confirmed' && hold.messageKey !== null
  return 'ok'
}

export function settle(company: NaiveCompany, messageKey: string, isCharged: boolean): void {
  for (const hold of company.holds.values())
    if (hold.isOpen && hold.messageKey === messageKey) {
      hold.state = isCharged ? 'confirmed' : 'released'
      hold.isOpen = false
    }
}

export function expire(company: NaiveCompany, nowMs: number): void {
  for (const hold of company.holds.values())
    if (hold.isOpen && hold.expiresAtMs <= nowMs) {
      if (hold.state === 'held') hold.state = 'expired'
      hold.isOpen = false
    }
}
