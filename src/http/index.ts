export { createServer, type RegisteredRoute, type Server } from './create-server.ts'
export type {
  AdminCommands,
  ImportFileAsked,
  ImportFileReport,
  ReplayEnd,
  ServerDependencies,
} from './dependencies.ts'
export type { LiveHub } from './live-hub.ts'
export type { ServerMetrics } from './server-metrics.ts'
