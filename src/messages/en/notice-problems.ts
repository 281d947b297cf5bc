import type { Area } from '../catalogue-types.ts'

/** Codes of failures that only the page of notices meets. */
export const noticeProblems = {
  invalid_webhook_url:
    'Tallybook cannot send to this address. Give one with https:// that leads into the internet.',
  endpoint_off: 'The endpoint is switched off. Switch it on first.',
  delivery_waiting: 'It is going to be sent by itself.',
} as const satisfies Area
