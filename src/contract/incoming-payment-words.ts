/** Where a payment was seen: a gateway's webhook, a line of a bank statement, a person of the seller's. */
export const paymentSources = ['gateway', 'statement', 'staff'] as const
export type PaymentSource = (typeof paymentSources)[number]

/** `refunded`: all of it went back; `charged_back`: the bank took it, or a part, back. */
export const paymentStates = ['credited', 'refunded', 'charged_back'] as const
export type PaymentState = (typeof paymentStates)[number]

export const gatewayKinds = ['stripe', 'sandbox'] as const
export type GatewayKind = (typeof gatewayKinds)[number]
export const gatewayModes = ['live', 'test'] as const
export type GatewayMode = (typeof gatewayModes)[number]

/** `pending`: the payer has done all, the money is on its way. */
export const checkoutStates = ['open', 'pending', 'failed', 'paid'] as const
export type CheckoutState = (typeof checkoutStates)[number]

/** `proposed`: a person has to look at it; `not_ours`: money that went out. */
export const statementLineStates = ['proposed', 'credited', 'ignored', 'not_ours'] as const
export type StatementLineState = (typeof statementLineStates)[number]

/** Why nothing could be done about an event of a gateway. `paid_differently`: the checkout was paid before, by another payment. */
export const setAsideReasons = [
  'unknown_checkout',
  'currency_mismatch',
  'amount_out_of_range',
  'paid_differently',
] as const
export type SetAsideReason = (typeof setAsideReasons)[number]
