import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withReportWords } from '../ui/i18n/load-translate.ts'
import { asWritten } from './as-written.ts'
import { frameRoute } from './frame-route.ts'

export const reportsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports',
  validateSearch: asWritten,
  component: lazyRouteComponent(
    () => withReportWords(() => import('../features/reports/reports-page.tsx')),
    'ReportsPage',
  ),
})

export const newReportRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports/new',
  validateSearch: asWritten,
  component: lazyRouteComponent(
    () => withReportWords(() => import('../features/reports/form/report-form-page.tsx')),
    'ReportFormPage',
  ),
})
