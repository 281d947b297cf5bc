import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { companyPart } from '../api/company-address.ts'
import { sessionQuery, setupStateQuery } from '../api/queries.ts'
import { parseAnalyticsSearch } from '../features/analytics/analytics-search.ts'
import { parseCompaniesSearch } from '../features/companies/companies-search.ts'
import { parseDocumentSearch } from '../features/invoices/document-search.ts'
import { parseInvoicesSearch } from '../features/invoices/invoices-search.ts'
import { parseMessagesSearch } from '../features/messages/messages-search.ts'
import { parseMonthClosesSearch } from '../features/month-closes/month-closes-search.ts'
import { parsePaymentsSearch } from '../features/payments/payments-search.ts'
import { parsePriceListSearch, parseRatesSearch } from '../features/price-lists/price-list-search.ts'
import { parseVersionSearch } from '../features/price-lists/version/version-search.ts'
import { parseSignInSearch } from '../features/session/sign-in-search.ts'
import { parseSetupSearch } from '../features/setup/setup-search.ts'
import { parseSandboxSearch, parseTopUpSearch } from '../features/top-up/top-up-search.ts'
import { parseTransactionsSearch } from '../features/transactions/transactions-search.ts'
import {
  withAccessWords,
  withChatWords,
  withCompanyWords,
  withInvoicingWords,
  withMoneyWords,
  withPaymentWords,
  withPriceWords,
} from '../ui/i18n/load-translate.ts'
import { PageSkeleton } from '../ui/states/page-skeleton.tsx'
import { asWritten } from './as-written.ts'
import { frameRoute, rootRoute } from './frame-route.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { onlyKnown } from './only-known.ts'
import { PageError } from './page-error.tsx'
import { newReportRoute, reportsRoute } from './report-routes.ts'
import { parseSearchText, writeSearchText } from './search-text.ts'
import { settingsRoutes } from './settings-routes.tsx'

const readSignInSearch = onlyKnown(parseSignInSearch)
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('../features/session/sign-in-page.tsx'), 'SignInPage'),
  beforeLoad: async ({ context }) => {
    const setup = await context.queryClient.fetchQuery(setupStateQuery).catch(() => null)
    if (setup?.needed) throw redirect({ to: '/setup' })
  },
})

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(
    () => withAccessWords(() => import('../features/session/forgot-password-page.tsx')),
    'ForgotPasswordPage',
  ),
})

const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new-password',
  component: lazyRouteComponent(
    () => withAccessWords(() => import('../features/session/new-password-page.tsx')),
    'NewPasswordPage',
  ),
})

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(
    () => withAccessWords(() => import('../features/session/invitation-page.tsx')),
    'InvitationPage',
  ),
})

const twoFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/two-factor',
  component: lazyRouteComponent(
    () => withAccessWords(() => import('../features/settings/security/two-factor-due-page.tsx')),
    'TwoFactorDuePage',
  ),
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery).catch(() => null)
    if (session === null) throw redirect({ to: '/sign-in', search: {} })
    if (!session.two_factor.is_due) throw redirect({ to: '/analytics' })
  },
})

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: onlyKnown(parseSetupSearch),
  component: lazyRouteComponent(() => import('../features/setup/setup-page.tsx'), 'SetupPage'),
})

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/analytics', replace: true })
  },
})

const analyticsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/analytics',
  validateSearch: onlyKnown(parseAnalyticsSearch),
  component: lazyRouteComponent(() => import('../features/analytics/analytics-page.tsx'), 'AnalyticsPage'),
})

const messagesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/messages',
  validateSearch: onlyKnown(parseMessagesSearch),
  component: lazyRouteComponent(() => import('../features/messages/messages-page.tsx'), 'MessagesPage'),
})

const chatGraphsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/chat-graphs',
  validateSearch: asWritten,
  component: lazyRouteComponent(
    () => withChatWords(() => import('../features/chats/chat-graphs-page.tsx')),
    'ChatGraphsPage',
  ),
})

const chatsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/chats',
  validateSearch: asWritten,
  component: lazyRouteComponent(
    () => withChatWords(() => import('../features/chats/list/chat-list-page.tsx')),
    'ChatListPage',
  ),
})

const chatRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/chats/$chatId',
  validateSearch: asWritten,
  component: lazyRouteComponent(
    () => withChatWords(() => import('../features/chats/card/chat-card-page.tsx')),
    'ChatCardPage',
  ),
})

const transactionsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/transactions',
  validateSearch: onlyKnown(parseTransactionsSearch),
  component: lazyRouteComponent(
    () => withMoneyWords(() => import('../features/transactions/transactions-page.tsx')),
    'TransactionsPage',
  ),
})

const topUpRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/top-up',
  validateSearch: onlyKnown(parseTopUpSearch),
  component: lazyRouteComponent(
    () => withPaymentWords(() => import('../features/top-up/top-up-page.tsx')),
    'TopUpPage',
  ),
})

const sandboxRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sandbox-checkout',
  validateSearch: onlyKnown(parseSandboxSearch),
  component: lazyRouteComponent(
    () => withPaymentWords(() => import('../features/top-up/sandbox-page.tsx')),
    'SandboxPage',
  ),
})

const paymentsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/payments',
  validateSearch: onlyKnown(parsePaymentsSearch),
  component: lazyRouteComponent(
    () => withPaymentWords(() => import('../features/payments/payments-page.tsx')),
    'PaymentsPage',
  ),
})

const invoicesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/invoices',
  validateSearch: onlyKnown(parseInvoicesSearch),
  component: lazyRouteComponent(
    () => withInvoicingWords(() => import('../features/invoices/list/invoices-page.tsx')),
    'InvoicesPage',
  ),
})

const invoiceRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/invoices/$invoiceId',
  validateSearch: onlyKnown(parseDocumentSearch),
  component: lazyRouteComponent(
    () => withInvoicingWords(() => import('../features/invoices/document/document-page.tsx')),
    'DocumentPage',
  ),
})

const monthClosesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/month-closes',
  validateSearch: onlyKnown(parseMonthClosesSearch),
  component: lazyRouteComponent(
    () => withInvoicingWords(() => import('../features/month-closes/month-closes-page.tsx')),
    'MonthClosesPage',
  ),
})

const pricesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/prices',
  validateSearch: onlyKnown(parseRatesSearch),
  component: lazyRouteComponent(
    () => withPriceWords(() => import('../features/price-lists/own-prices-page.tsx')),
    'OwnPricesPage',
  ),
})

const priceListsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/price-lists',
  component: lazyRouteComponent(
    () => withPriceWords(() => import('../features/price-lists/price-lists-page.tsx')),
    'PriceListsPage',
  ),
})

const priceListRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/price-lists/$listId',
  validateSearch: onlyKnown(parsePriceListSearch),
  component: lazyRouteComponent(
    () => withPriceWords(() => import('../features/price-lists/list/price-list-page.tsx')),
    'PriceListPage',
  ),
})

const priceListVersionRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/price-lists/$listId/versions/$number',
  validateSearch: onlyKnown(parseVersionSearch),
  component: lazyRouteComponent(
    () => withPriceWords(() => import('../features/price-lists/version/version-page.tsx')),
    'VersionPage',
  ),
})

const companiesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/companies',
  validateSearch: onlyKnown(parseCompaniesSearch),
  component: lazyRouteComponent(
    () => withCompanyWords(() => import('../features/companies/companies-page.tsx')),
    'CompaniesPage',
  ),
})

const routeTree = rootRoute.addChildren([
  indexRoute,
  signInRoute,
  forgotPasswordRoute,
  newPasswordRoute,
  invitationRoute,
  twoFactorRoute,
  setupRoute,
  frameRoute.addChildren([
    analyticsRoute,
    messagesRoute,
    chatGraphsRoute,
    chatsRoute,
    chatRoute,
    reportsRoute,
    newReportRoute,
    invoicesRoute,
    invoiceRoute,
    monthClosesRoute,
    transactionsRoute,
    topUpRoute,
    sandboxRoute,
    paymentsRoute,
    pricesRoute,
    priceListsRoute,
    priceListRoute,
    priceListVersionRoute,
    companiesRoute,
    settingsRoutes,
  ]),
])

/** All pages and their typed addresses. Pages are loaded apart; hovering a link fetches its page ahead. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    ...(companyPart !== '' && { basepath: companyPart }),
    context: { queryClient },
    parseSearch: parseSearchText,
    stringifySearch: writeSearchText,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFoundPage,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
