import type { z } from 'zod'
import type { itemsExportSchema, metricsExportSchema } from '../contract/index.ts'

export type MetricsExport = z.output<typeof metricsExportSchema>
export type ItemsExport = z.output<typeof itemsExportSchema>
