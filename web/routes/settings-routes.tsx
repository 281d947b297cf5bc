import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { parseAuditSearch } from '../features/settings/audit/audit-search.ts'
import { parseChatSettingsSearch } from '../features/settings/chats/chat-settings-search.ts'
import { parseDetailsSearch } from '../features/settings/company/details-search.ts'
import { parseNoticesSearch } from '../features/settings/notices/notices-search.ts'
import {
  withAccessWords,
  withChatSettingsWords,
  withConnectionWords,
  withImportWords,
  withInvoicingWords,
  withMoneyWords,
  withNoticeWords,
  withPaymentWords,
} from '../ui/i18n/load-translate.ts'
import { asWritten } from './as-written.ts'
import { frameRoute } from './frame-route.ts'
import { onlyKnown } from './only-known.ts'

const settingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-frame.tsx'), 'SettingsFrame'),
})

const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/company', replace: true })
  },
})

const companySettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/company',
  validateSearch: onlyKnown(parseDetailsSearch),
  component: lazyRouteComponent(
    () => withMoneyWords(() => import('../features/settings/company/company-settings.tsx')),
    'CompanySettings',
  ),
})

const providerSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/provider',
  validateSearch: onlyKnown(parseDetailsSearch),
  component: lazyRouteComponent(
    () => withMoneyWords(() => import('../features/settings/company/provider-settings.tsx')),
    'ProviderSettings',
  ),
})

const paymentSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/payments',
  component: lazyRouteComponent(
    () => withPaymentWords(() => import('../features/settings/payments/payment-settings.tsx')),
    'PaymentSettings',
  ),
})

const invoicingSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/invoicing',
  validateSearch: onlyKnown(parseDetailsSearch),
  component: lazyRouteComponent(
    () => withInvoicingWords(() => import('../features/settings/invoicing/invoicing-settings.tsx')),
    'InvoicingSettings',
  ),
})

const connectionSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/connections',
  component: lazyRouteComponent(
    () => withConnectionWords(() => import('../features/settings/connections/connection-settings.tsx')),
    'ConnectionSettings',
  ),
})

const apiKeySettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/api-keys',
  component: lazyRouteComponent(
    () => import('../features/settings/api-keys/api-key-settings.tsx'),
    'ApiKeySettings',
  ),
})

const noticeSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/notices',
  validateSearch: onlyKnown(parseNoticesSearch),
  component: lazyRouteComponent(
    () => withNoticeWords(() => import('../features/settings/notices/notice-settings.tsx')),
    'NoticeSettings',
  ),
})

const peopleSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/people',
  component: lazyRouteComponent(
    () => withAccessWords(() => import('../features/settings/people/people-settings.tsx')),
    'PeopleSettings',
  ),
})

const securitySettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/security',
  component: lazyRouteComponent(
    () => withAccessWords(() => import('../features/settings/security/security-settings.tsx')),
    'SecuritySettings',
  ),
})

const auditSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  validateSearch: onlyKnown(parseAuditSearch),
  component: lazyRouteComponent(
    () => withAccessWords(() => import('../features/settings/audit/audit-settings.tsx')),
    'AuditSettings',
  ),
})

const personalDataSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/personal-data',
  component: lazyRouteComponent(
    () => withAccessWords(() => import('../features/settings/personal-data/personal-data-settings.tsx')),
    'PersonalDataSettings',
  ),
})

/** Reads its address itself, as the pages of chats do. */
const importSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/imports',
  validateSearch: asWritten,
  component: lazyRouteComponent(
    () => withImportWords(() => import('../features/settings/imports/import-settings.tsx')),
    'ImportSettings',
  ),
})

const chatSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/chats',
  validateSearch: parseChatSettingsSearch,
  component: lazyRouteComponent(
    () => withChatSettingsWords(() => import('../features/settings/chats/chat-settings.tsx')),
    'ChatSettings',
  ),
})

/** The settings, a page per section. */
export const settingsRoutes = settingsRoute.addChildren([
  settingsIndexRoute,
  companySettingsRoute,
  providerSettingsRoute,
  paymentSettingsRoute,
  invoicingSettingsRoute,
  connectionSettingsRoute,
  apiKeySettingsRoute,
  noticeSettingsRoute,
  importSettingsRoute,
  chatSettingsRoute,
  peopleSettingsRoute,
  securitySettingsRoute,
  personalDataSettingsRoute,
  auditSettingsRoute,
])
