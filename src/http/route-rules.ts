import type { Scope } from '../contract/index.ts'

/** What a route asks of its caller. */
export interface RouteRule {
  /**
   * `anyone`: without signing in. `known`: whoever has a key or a session; what is seen follows from the caller. `person`: signed
   * in, no key. Else one of these scopes is enough.
   */
  readonly needs: 'anyone' | 'known' | 'person' | readonly Scope[]
  /** Whoever only looks at a company (`view`) may not call a route that changes something. */
  readonly effect: 'reads' | 'changes'
  /** Besides the scope: only for who sells to the company that is spoken of, see `mayBill`. */
  readonly isSellers?: true
  /** Besides the scope: `personal_data:read`, as what is answered cannot be masked. */
  readonly showsPersons?: true
  /** Besides the scope: a person, no key. */
  readonly isPersonal?: true
}

type Need = Exclude<RouteRule['needs'], readonly Scope[]> | Scope

function rule(effect: RouteRule['effect'], needs: readonly Need[]): RouteRule {
  const [first] = needs
  if (first === 'anyone' || first === 'known' || first === 'person') return { needs: first, effect }
  return { needs: needs.filter((need): need is Scope => need.includes(':')), effect }
}

const reads = (...needs: readonly Need[]): RouteRule => rule('reads', needs)
const changes = (...needs: readonly Need[]): RouteRule => rule('changes', needs)
const sells = (given: RouteRule): RouteRule => ({ ...given, isSellers: true })
const shown = (given: RouteRule): RouteRule => ({ ...given, showsPersons: true })
const personal = (given: RouteRule): RouteRule => ({ ...given, isPersonal: true })

/**
 * Every route of the API with what it asks of its caller: one that is not here answers nobody, and a test says which. The rooms
 * below check once more where they read; docs/permissions.md is made from this.
 */
export const routeRules: Readonly<Record<string, RouteRule>> = {
  'GET /api/v1/setup': reads('anyone'),
  'POST /api/v1/setup': changes('anyone'),
  'GET /api/v1/session': reads('person'),
  'POST /api/v1/session': changes('anyone'),
  'PATCH /api/v1/session': changes('person'),
  'DELETE /api/v1/session': changes('anyone'),

  'GET /api/v1/session/companies': reads('person'),

  'GET /api/v1/companies': reads('companies:read'),
  'POST /api/v1/companies': changes('companies:manage'),
  'GET /api/v1/companies/:id': reads('companies:read'),
  'POST /api/v1/session/second-factor': changes('anyone'),
  'POST /api/v1/session/password': changes('person'),
  'GET /api/v1/sessions': reads('person'),
  'DELETE /api/v1/sessions': changes('person'),
  'DELETE /api/v1/sessions/:id': changes('person'),
  'GET /api/v1/second-factor': reads('person'),
  'POST /api/v1/second-factor': changes('person'),
  'POST /api/v1/second-factor/confirm': changes('person'),
  'POST /api/v1/second-factor/recovery-codes': changes('person'),
  'POST /api/v1/second-factor/switch-off': changes('person'),
  'POST /api/v1/invitation-look-up': reads('anyone'),
  'POST /api/v1/invitation-acceptances': changes('anyone'),
  'POST /api/v1/password-resets': changes('anyone'),
  'POST /api/v1/password-resets/use': changes('anyone'),
  'GET /api/v1/people': personal(reads('users:manage')),
  'PATCH /api/v1/members/:id': personal(changes('users:manage')),
  'DELETE /api/v1/members/:id': personal(changes('users:manage')),
  'POST /api/v1/members/:id/reset-second-factor': personal(changes('users:manage')),
  'PUT /api/v1/two-factor-rule': personal(changes('users:manage')),
  'POST /api/v1/invitations': personal(changes('users:manage')),
  'POST /api/v1/invitations/:id/renew': personal(changes('users:manage')),
  'DELETE /api/v1/invitations/:id': personal(changes('users:manage')),

  'GET /api/v1/company': reads('known'),
  'GET /api/v1/company/onboarding': reads('known'),
  'PATCH /api/v1/company': changes('company:manage'),
  'GET /api/v1/company/details': reads('company:manage', 'billing:read'),
  'PUT /api/v1/company/details': changes('company:manage', 'billing:manage'),
  'GET /api/v1/company/provider-details': reads('company:manage', 'billing:read'),
  'PUT /api/v1/company/provider-details': sells(changes('billing:manage')),
  'GET /api/v1/api-keys': reads('keys:manage'),
  'POST /api/v1/api-keys': changes('keys:manage'),
  'PATCH /api/v1/api-keys/:id': changes('keys:manage'),
  'POST /api/v1/api-keys/:id/rotate': changes('keys:manage'),
  'DELETE /api/v1/api-keys/:id': changes('keys:manage'),

  'GET /api/v1/personal-data': reads('personal_data:manage'),
  'PUT /api/v1/personal-data/rules': changes('personal_data:manage'),
  'POST /api/v1/personal-data/find': shown(reads('personal_data:manage')),
  'POST /api/v1/personal-data/file': shown(reads('personal_data:manage')),
  'POST /api/v1/personal-data/erasures': changes('personal_data:manage'),

  'GET /api/v1/audit-entries': reads('audit:read'),
  'GET /api/v1/audit-entries/file': reads('audit:read'),

  'GET /api/v1/connections': reads('metrics:read', 'connections:manage'),
  'POST /api/v1/connections': changes('connections:manage'),
  'PATCH /api/v1/connections/:id': changes('connections:manage'),
  'DELETE /api/v1/connections/:id': changes('connections:manage'),
  'POST /api/v1/connections/:id/rotate': changes('connections:manage'),
  'POST /api/v1/connections/:id/reconcile': changes('connections:manage'),
  'POST /api/v1/connections/:id/test': reads('connections:manage'),
  'GET /api/v1/connections/health': reads('connections:manage'),
  'GET /api/v1/connections/:id/refused': reads('connections:manage'),
  'GET /api/v1/connections/:id/refused/:request': shown(reads('connections:manage')),
  'POST /api/v1/connections/:id/refused/retry': changes('connections:manage'),
  'GET /api/v1/connections/:id/replays': reads('connections:manage'),
  'POST /api/v1/connections/:id/replays': changes('connections:manage'),
  'POST /api/v1/events': changes('events:write'),

  'GET /api/v1/live': reads('metrics:read'),
  'GET /api/v1/metrics': reads('metrics:read'),
  'GET /api/v1/networks': reads('metrics:read'),
  'POST /api/v1/metrics/query': reads('metrics:read'),
  'POST /api/v1/metrics/items': reads('metrics:read'),
  'POST /api/v1/metrics/export': reads('metrics:read'),
  'POST /api/v1/metrics/items/export': reads('metrics:read'),
  'GET /api/v1/messages/:id': reads('metrics:read'),
  'GET /api/v1/messages/:id/events/:eventId/raw': shown(reads('metrics:read')),
  'GET /api/v1/calls/:id': reads('metrics:read'),
  'GET /api/v1/calls/:id/events/:eventId/raw': shown(reads('metrics:read')),
  'GET /api/v1/chats/:id': reads('metrics:read'),
  'GET /api/v1/chats/:id/events/:eventId/raw': shown(reads('metrics:read')),
  'GET /api/v1/chat-names': reads('metrics:read'),

  'GET /api/v1/chat-settings': reads('metrics:read'),
  'PUT /api/v1/chat-settings/channels': changes('chats:manage'),
  'DELETE /api/v1/chat-settings/channels': changes('chats:manage'),
  'PUT /api/v1/chat-settings/operators': changes('chats:manage'),
  'DELETE /api/v1/chat-settings/operators': changes('chats:manage'),
  'PUT /api/v1/chat-settings/groups': changes('chats:manage'),
  'DELETE /api/v1/chat-settings/groups': changes('chats:manage'),
  'PUT /api/v1/chat-settings/groups/targets': changes('chats:manage'),
  'DELETE /api/v1/chat-settings/groups/targets': changes('chats:manage'),
  'PUT /api/v1/chat-settings/groups/members': changes('chats:manage'),
  'POST /api/v1/chat-settings/calendars': changes('chats:manage'),
  'PATCH /api/v1/chat-settings/calendars/:id': changes('chats:manage'),
  'PUT /api/v1/chat-settings/calendars/:id/versions': changes('chats:manage'),
  'DELETE /api/v1/chat-settings/calendars/:id/versions': changes('chats:manage'),

  'GET /api/v1/balance': reads('billing:read'),
  'PATCH /api/v1/balance/settings': changes('company:manage', 'billing:manage'),
  'GET /api/v1/balance/settings/changes': reads('billing:read'),
  'POST /api/v1/balance/settings/changes/:id/approve': sells(changes('billing:manage')),
  'POST /api/v1/balance/settings/changes/:id/decline': sells(changes('billing:manage')),
  'GET /api/v1/transactions': reads('billing:read'),
  'GET /api/v1/transactions/file': reads('billing:read'),
  'GET /api/v1/adjustments': reads('billing:read'),
  'POST /api/v1/deposits': sells(changes('billing:manage')),
  'POST /api/v1/corrections': sells(changes('billing:manage')),
  'POST /api/v1/refunds': sells(changes('billing:manage')),
  'POST /api/v1/adjustments/:id/approve': sells(changes('billing:manage')),
  'POST /api/v1/adjustments/:id/decline': sells(changes('billing:manage')),
  'POST /api/v1/authorizations': changes('authorizations:write'),
  'GET /api/v1/authorizations/:id': reads('authorizations:write'),
  'POST /api/v1/authorizations/:id/confirm': changes('authorizations:write'),
  'POST /api/v1/authorizations/:id/release': changes('authorizations:write'),

  'GET /api/v1/prices': reads('billing:read'),
  'GET /api/v1/unrated': reads('billing:read'),
  'GET /api/v1/priced-companies': reads('billing:manage'),
  'GET /api/v1/price-lists': reads('billing:read'),
  'POST /api/v1/price-lists': changes('billing:manage'),
  'GET /api/v1/price-lists/:id': reads('billing:read'),
  'PATCH /api/v1/price-lists/:id': changes('billing:manage'),
  'DELETE /api/v1/price-lists/:id': changes('billing:manage'),
  'POST /api/v1/price-lists/:id/assignments': sells(changes('billing:manage')),
  'PATCH /api/v1/price-lists/:id/assignments/:assignment': changes('billing:manage'),
  'DELETE /api/v1/price-lists/:id/assignments/:assignment': changes('billing:manage'),
  'POST /api/v1/price-lists/:id/versions': changes('billing:manage'),
  'GET /api/v1/price-lists/:id/versions/:number': reads('billing:read'),
  'PUT /api/v1/price-lists/:id/versions/:number': changes('billing:manage'),
  'POST /api/v1/price-lists/:id/versions/:number/publish': changes('billing:manage'),
  'POST /api/v1/price-lists/:id/versions/:number/simulate': sells(reads('billing:manage')),
  'GET /api/v1/price-lists/:id/versions/:number/file': reads('billing:read'),
  'PUT /api/v1/price-lists/:id/versions/:number/file': changes('billing:manage'),

  'GET /api/v1/supplier-settings': reads('billing:read'),
  'PUT /api/v1/supplier-settings': sells(changes('billing:manage')),
  'GET /api/v1/invoices': reads('billing:read'),
  'GET /api/v1/invoices/file': reads('billing:read'),
  'POST /api/v1/invoices': changes('billing:read', 'billing:manage'),
  'GET /api/v1/invoices/:id': reads('billing:read'),
  'GET /api/v1/invoices/:id/charges': reads('billing:read'),
  'GET /api/v1/invoices/:id/pdf': reads('billing:read'),
  'POST /api/v1/invoices/:id/credit-notes': sells(changes('billing:manage')),
  'POST /api/v1/invoices/:id/void': sells(changes('billing:manage')),
  'GET /api/v1/month-closes': reads('billing:manage'),
  'POST /api/v1/month-closes/:id/retry': changes('billing:manage'),
  'POST /api/v1/month-closes/:id/accept-unrated': changes('billing:manage'),

  'GET /api/v1/payments': reads('billing:read'),
  'GET /api/v1/payments/file': reads('billing:read'),
  'POST /api/v1/payments': sells(changes('billing:manage')),
  'GET /api/v1/payable-documents': reads('billing:manage'),
  'GET /api/v1/payment-gateways': reads('billing:manage'),
  'PUT /api/v1/payment-gateways': changes('billing:manage'),
  'GET /api/v1/bank-statements': reads('billing:manage'),
  'POST /api/v1/bank-statements': changes('billing:manage'),
  'POST /api/v1/bank-statements/preview': reads('billing:manage'),
  'GET /api/v1/statement-lines': reads('billing:manage'),
  'POST /api/v1/statement-lines/:id/decide': sells(changes('billing:manage')),
  'GET /api/v1/checkouts/options': reads('billing:read'),
  'POST /api/v1/checkouts': changes('billing:read'),
  'GET /api/v1/checkouts/:id': reads('billing:read'),
  'POST /api/v1/checkouts/:id/sandbox': changes('billing:read'),

  'GET /api/v1/notice-settings': reads('company:manage'),
  'PUT /api/v1/notice-settings': changes('company:manage'),
  'GET /api/v1/webhook-endpoints': reads('company:manage'),
  'POST /api/v1/webhook-endpoints': changes('company:manage'),
  'PATCH /api/v1/webhook-endpoints/:id': changes('company:manage'),
  'DELETE /api/v1/webhook-endpoints/:id': changes('company:manage'),
  'POST /api/v1/webhook-endpoints/:id/rotate-secret': changes('company:manage'),
  'POST /api/v1/webhook-endpoints/:id/test': changes('company:manage'),
  'GET /api/v1/webhook-deliveries': reads('company:manage'),
  'GET /api/v1/webhook-deliveries/:id': reads('company:manage'),
  'POST /api/v1/webhook-deliveries/:id/redeliver': changes('company:manage'),

  'GET /api/v1/imports': reads('events:write'),
  'POST /api/v1/imports': changes('events:write'),
  'GET /api/v1/imports/:id': reads('events:write'),
  'POST /api/v1/imports/:id/preview': shown(reads('events:write')),
  'POST /api/v1/imports/:id/check': changes('events:write'),
  'POST /api/v1/imports/:id/start': changes('events:write'),
  'POST /api/v1/imports/:id/cancel': changes('events:write'),
  'DELETE /api/v1/imports/:id': changes('events:write'),
  'GET /api/v1/imports/:id/refused': shown(reads('events:write')),

  'GET /api/v1/report-types': reads('known'),
  'GET /api/v1/reports': reads('known'),
  'POST /api/v1/reports': changes('known'),
  'POST /api/v1/reports/preview': reads('known'),
  'GET /api/v1/reports/:id': reads('known'),
  'DELETE /api/v1/reports/:id': changes('known'),
  'POST /api/v1/reports/:id/regenerate': changes('known'),
  'GET /api/v1/reports/:id/file': reads('known'),
  'GET /api/v1/report-schedules': reads('known'),
  'POST /api/v1/report-schedules': changes('known'),
  'PATCH /api/v1/report-schedules/:id': changes('known'),
  'DELETE /api/v1/report-schedules/:id': changes('known'),
}

/** Routes beside the API, each with a guard of its own: state of the server, callbacks with signatures, pages, the console. */
export const guardedElsewhere =
  /^(?:GET|POST|HEAD) \/(?:$|\*$|healthz$|readyz$|metrics$|api\/openapi\.json$|hooks\/|api\/admin\/)/

/** The rule of a route as it is registered; undefined where there is none. */
export function ruleOf(method: string, url: string): RouteRule | undefined {
  return Object.hasOwn(routeRules, `${method} ${url}`) ? routeRules[`${method} ${url}`] : undefined
}
