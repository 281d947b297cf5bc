import {
  type Authorization,
  type AuthorizationState,
  authorizationStates,
  type Rate,
  rateSchema,
} from '../contract/index.ts'
import { toApiMoney } from '../core/index.ts'

interface AuthorizationRow {
  readonly id: string
  readonly state: string
  readonly message_id: string | null
  readonly currency: string
  readonly amount_micros: string
  readonly charged_micros: string | null
  readonly rate: unknown
  readonly quantity: number
  readonly created_at: Date
  readonly expires_at: Date
  readonly ended_at: Date | null
}

export function toApiAuthorization(row: AuthorizationRow): Authorization {
  const money = (micros: string) => toApiMoney({ currency: row.currency, amountMicros: BigInt(micros) })
  return {
    id: row.id,
    state: toState(row.state),
    message_id: row.message_id,
    amount: money(row.amount_micros),
    charged: row.charged_micros === null ? null : money(row.charged_micros),
    rate: toRate(row.rate),
    quantity: row.quantity,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  }
}

function toState(text: string): AuthorizationState {
  const state = authorizationStates.find((known) => known === text)
  if (!state) throw new Error(`an authorization in the unknown state ${text}`)
  return state
}

function toRate(value: unknown): Rate | null {
  const parsed = rateSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}
