import type { Scope } from './company-words.ts'

/** Who sees a page, and what lets a reader act on it. */
export interface PageRule {
  /** One of these is enough; none: everybody who is signed in. */
  readonly sees: readonly Scope[]
  readonly acts: readonly Scope[]
}

/** Every page of the console by its address. Menus, search and docs/permissions.md go by it; data is guarded by the API itself. */
export const pageRules = {
  '/analytics': { sees: ['metrics:read'], acts: [] },
  '/messages': { sees: ['metrics:read'], acts: [] },
  '/chat-graphs': { sees: ['metrics:read'], acts: [] },
  '/chats': { sees: ['metrics:read'], acts: [] },
  '/reports': { sees: [], acts: [] },
  '/invoices': { sees: ['billing:read'], acts: ['billing:read', 'billing:manage'] },
  '/transactions': { sees: ['billing:read'], acts: ['billing:manage'] },
  '/top-up': { sees: ['billing:read'], acts: ['billing:read'] },
  '/payments': { sees: ['billing:read'], acts: ['billing:manage'] },
  '/prices': { sees: ['billing:read'], acts: [] },
  '/price-lists': { sees: ['billing:read'], acts: ['billing:manage'] },
  '/month-closes': { sees: ['billing:manage'], acts: ['billing:manage'] },
  '/companies': { sees: ['companies:read'], acts: ['companies:manage'] },
  '/settings/company': { sees: [], acts: ['company:manage'] },
  '/settings/provider': { sees: ['company:manage', 'billing:read'], acts: ['billing:manage'] },
  '/settings/invoicing': { sees: ['billing:manage'], acts: ['billing:manage'] },
  '/settings/payments': { sees: ['billing:manage'], acts: ['billing:manage'] },
  '/settings/connections': { sees: [], acts: ['connections:manage'] },
  '/settings/imports': { sees: ['events:write'], acts: ['events:write'] },
  '/settings/chats': { sees: ['metrics:read'], acts: ['chats:manage'] },
  '/settings/api-keys': { sees: ['keys:manage'], acts: ['keys:manage'] },
  '/settings/notices': { sees: ['company:manage'], acts: ['company:manage'] },
  '/settings/people': { sees: ['users:manage'], acts: ['users:manage'] },
  '/settings/personal-data': { sees: ['personal_data:manage'], acts: ['personal_data:manage'] },
  '/settings/audit': { sees: ['audit:read'], acts: [] },
  '/settings/security': { sees: [], acts: [] },
} as const satisfies Readonly<Record<string, PageRule>>

export type PageAddress = keyof typeof pageRules

/** Whether somebody with these scopes finds anything on the page. */
export function maySeePage(page: PageAddress, scopes: readonly Scope[]): boolean {
  const { sees }: PageRule = pageRules[page]
  return sees.length === 0 || sees.some((scope) => scopes.includes(scope))
}
