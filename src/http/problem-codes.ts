/**
 * The one place where a failure's stable code meets HTTP. Domain code knows codes and sentences only.
 * docs/errors.md lists every code with its meaning; a test keeps the two equal.
 */
export const problemKinds = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  invalid_json: { status: 400, title: 'The body is not valid JSON' },
  invalid_url: { status: 400, title: 'The address is not valid' },
  invalid_body: { status: 400, title: 'The body is not valid' },
  events_refused: { status: 400, title: 'No event could be taken' },
  invalid_period: { status: 400, title: 'The period is not valid' },
  invalid_time_zone: { status: 400, title: 'The time zone is not known' },
  invalid_currency: { status: 400, title: 'The currency is not known' },
  invalid_filter: { status: 400, title: 'The filter is not valid' },
  invalid_order: { status: 400, title: 'The order is not valid' },
  invalid_cursor: { status: 400, title: 'The cursor is not valid' },
  duplicate_metric: { status: 400, title: 'A metric is named twice' },
  duplicate_dimension: { status: 400, title: 'A dimension is named twice' },
  too_many_buckets: { status: 400, title: 'The period has too many buckets' },
  too_many_rows: { status: 400, title: 'The answer would have too many rows' },
  invalid_settings: { status: 400, title: 'The settings of the connection are not valid' },
  unauthorized: { status: 401, title: 'Not signed in' },
  invalid_credentials: { status: 401, title: 'E-mail address or password is wrong' },
  forbidden: { status: 403, title: 'Not allowed' },
  origin_mismatch: { status: 403, title: 'The request came from another site' },
  invalid_signature: { status: 403, title: 'The signature is not right' },
  invalid_verify_token: { status: 403, title: 'The verify token is not right' },
  invalid_setup_code: { status: 403, title: 'The set-up code is wrong' },
  wrong_account: { status: 403, title: 'The callback is of another account' },
  not_found: { status: 404, title: 'Not found' },
  unknown_connection: { status: 404, title: 'No such connection' },
  unsupported_method: { status: 405, title: 'This method is not understood here' },
  setup_done: { status: 409, title: 'Already set up' },
  conflict: { status: 409, title: 'In conflict with what is there' },
  body_too_large: { status: 413, title: 'The body is too large' },
  too_many_events: { status: 413, title: 'Too many events in one request' },
  unsupported_media_type: { status: 415, title: 'This content type is not understood' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  too_many_attempts: { status: 429, title: 'Too many attempts to sign in' },
  overloaded: { status: 429, title: 'Too much at once' },
  internal: { status: 500, title: 'A fault of the server' },
  secrets_unreadable: { status: 500, title: 'The secrets of the connection cannot be read' },
  unavailable: { status: 503, title: 'Not ready' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problemKinds

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemKinds, code)
}
