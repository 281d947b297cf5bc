import type { Area } from '../catalogue-types.ts'

export const problems = {
  invalid_credentials: 'Email or password is wrong.',
  weak_password:
    'This password is among the first that are tried. Take several words that have nothing to do with you.',
  last_owner: 'A company needs an owner. Make somebody else owner first.',
  link_ended: 'This link is no longer good: it was used, has expired, or there is a newer one.',
  invalid_code: 'The code is wrong or was used before. Take the one that is shown now.',
  challenge_ended: 'This took too long. Sign in again.',
  too_many_attempts: 'Too many attempts. Wait 15 minutes, then try again.',
  invalid_setup_code: 'The set-up code is wrong. The program printed the right one when it started.',
  setup_done: 'Tallybook is already set up. Sign in instead.',
  invalid_time_zone: 'This time zone is not known.',
  invalid_currency: 'This currency is not known.',
  too_many_rows:
    'There are too many rows for one file. Choose a shorter period or more filters, or make a report.',
  invalid_period: 'This period is not valid. Choose another one.',
  invalid_chat_settings: 'Some of the settings cannot be right. Correct the marked fields.',
  test_payments_off:
    'A gateway in test mode credits money that nobody paid. Whoever runs this installation can allow it for trials by TEST_PAYMENTS.',
  invalid_settings: 'These settings are not complete. Fill in all fields.',
  not_found: 'This does not exist, or no longer does.',
  unauthorized: 'You are signed out. Sign in again.',
  origin_mismatch:
    'The request came from another address than Tallybook’s own. Check PUBLIC_URL of the server.',
  too_many_requests: 'Too many requests at once. Wait a moment, then try again.',
  overloaded: 'The server has too much to do. Wait a moment, then try again.',
  unavailable: 'The server is not ready yet. Wait a moment, then try again.',
} as const satisfies Area
