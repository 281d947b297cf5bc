import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { isUnauthorized } from '../api/api-error.ts'
import { sessionQuery } from '../api/queries.ts'
import { Shell } from '../features/shell/shell.tsx'

export interface RouterContext {
  readonly queryClient: QueryClient
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Outlet })

/** Every page inside the frame knows who looks at it; whoever is not signed in is asked first and then led on. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.queryClient.ensureQueryData(sessionQuery)
      if (session.two_factor.is_due) throw redirect({ to: '/two-factor' })
    } catch (error) {
      if (isUnauthorized(error)) throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw error
    }
  },
})
