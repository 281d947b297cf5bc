import { parentPort } from 'node:worker_threads'
import type { InvoiceDocument } from './invoice-document.ts'
import { renderInvoice } from './render-invoice.ts'

// A document takes tens of milliseconds, and its first one parses fonts besides: a thread keeps the server answering.

/** What the thread answers to a document. */
export type Rendered = { readonly bytes: Uint8Array } | { readonly error: string }

parentPort?.on('message', async (document: InvoiceDocument) => {
  parentPort?.postMessage(await render(document), [])
})

async function render(document: InvoiceDocument): Promise<Rendered> {
  try {
    return { bytes: await renderInvoice(document) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
