import type { Area } from '../catalogue-types.ts'

export const balance = {
  title: 'Balance',
  details: 'Balance in detail',
  held: 'Held for messages on their way',
  credit_limit: 'Credit limit',
  available: 'Available',
  as_of: 'As of {time}',
  low: 'The balance is at or below {threshold}.',
  used_up: 'Nothing is available: new messages are refused where they are authorized.',
  blocked: 'Sending is blocked. Ask your provider.',
  top_up: 'Top up',
  account_detail: 'Account detail',

  top_up_title: 'Top up the balance',
  top_up_text: 'Create an invoice for the amount and pay it by bank transfer.',
  top_up_after: 'The balance rises as soon as your provider has entered the payment.',
  to_transactions: 'Go to account transactions',
  create_invoice: 'Create an invoice',

  settings: 'Account settings',
  threshold: 'Low-balance threshold',
  threshold_help: 'At or below it the balance is marked as low. Empty: no mark.',
  credit_limit_help: 'How far below zero the balance may go. 0: not at all.',
  approval_limit: 'Approval limit',
  approval_limit_help:
    'What deposits, corrections and refunds may move within 24 hours without a second person. Once it is set, raising or removing it, or raising the credit limit, takes a second person too. Empty: no limit.',
  block: 'Block sending',
  block_help: 'Authorizations are refused until you take this back. Nothing else changes.',

  amount: 'Amount',
  amount_missing: 'Enter an amount.',
  amount_not_a_number: 'Write a number, such as {example}.',
  amount_too_fine: {
    one: 'At most {n} decimal place.',
    other: 'At most {n} decimal places.',
  },
  amount_too_large: 'This is more than can be entered.',
  amount_negative: 'Write an amount of zero or more.',
  amount_zero: 'Write an amount other than zero.',
  amount_not_positive: 'Write an amount above zero.',
} as const satisfies Area
