import { z } from 'zod'

/** As the API writes money: a decimal string with at most six places, and an ISO 4217 currency. */
export const moneySchema = z.object({ amount: z.string(), currency: z.string() })
