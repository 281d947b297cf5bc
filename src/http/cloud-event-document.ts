import { z } from 'zod'
import { messageSteps, moneySchema } from '../contract/index.ts'

const postedTypes = messageSteps
  .filter((step) => step !== 'unconfirmed' && step !== 'noted')
  .map((step) => `message.${step}`)

/** How the document describes an event; the room `ingest` is what checks one, item by item. */
export const cloudEventDocument = z.object({
  specversion: z.literal('1.0'),
  id: z.string().max(500),
  source: z.string().max(500).describe('With `id` it names the event'),
  type: z.enum(postedTypes),
  time: z.string().optional().describe('RFC 3339 instant at the provider; the moment of receipt by default'),
  data: z.object({
    message_id: z.string().max(500),
    channel: z.string().describe('`sms`, `viber`, `email`, `whatsapp`, `push` or another lower-case word'),
    recipient: z.string().max(320),
    sender: z.string().optional(),
    country: z.string().optional().describe('ISO 3166-1 alpha-2'),
    network: z.string().optional().describe('MCC-MNC, such as 262-01'),
    campaign: z.string().optional(),
    template: z.string().optional(),
    kind: z.enum(['service', 'advertising']).optional(),
    category: z.string().optional(),
    segments: z.int().min(0).optional(),
    text: z.string().optional().describe('Counted for segments, not kept'),
    part: z.int().min(1).optional(),
    parts: z.int().min(1).optional(),
    cost: moneySchema.optional(),
    error: z
      .object({
        code: z.union([z.string(), z.int()]).optional(),
        reason: z.string().optional(),
        permanent: z.boolean().optional(),
      })
      .optional(),
    url: z.string().optional(),
    machine: z.boolean().optional().describe('Opened or clicked by a machine'),
  }),
})
