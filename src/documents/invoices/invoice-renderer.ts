import { Worker } from 'node:worker_threads'
import { type Failure, ok, type Result } from '../../core/index.ts'
import { createTurns } from '../turns.ts'
import type { InvoiceDocument } from './invoice-document.ts'
import type { Rendered } from './render-thread.ts'

/** Renders documents beside the server's own work, one at a time. */
export interface InvoiceRenderer {
  /**
   * The bytes that `renderInvoice` gives. Failure `overloaded` while too many wait.
   * @throws Error where the document cannot be rendered: it was not finished, or the thread ended
   */
  render(document: InvoiceDocument): Promise<Result<Uint8Array, Failure<'overloaded'>>>
  /** Ends the thread; what is being rendered fails. */
  close(): Promise<void>
}

/** Each takes tens of milliseconds, so the last one in the queue waits for some seconds. */
const maxWaiting = 64
/** The longest document that there may be takes seconds. */
const maxRenderMs = 60_000
const threadMemoryMb = 1_024

/** The thread starts with the first document, and by itself keeps no process running. */
export function createInvoiceRenderer(): InvoiceRenderer {
  const turns = createTurns({ maxWaiting })
  let thread: Worker | undefined
  const drop = async (): Promise<void> => {
    const dropped = thread
    thread = undefined
    await dropped?.terminate()
  }
  return {
    render: (document) =>
      turns.take(async () => {
        thread ??= startThread()
        try {
          const rendered = await ask(thread, document)
          if ('bytes' in rendered) return ok(rendered.bytes)
          throw new Error(`The document ${document.number} could not be rendered: ${rendered.error}`)
        } catch (error) {
          // Whatever state it is in: the next document gets another one.
          await drop()
          throw error
        }
      }),
    close: drop,
  }
}

function startThread(): Worker {
  const thread = new Worker(new URL('./render-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb },
  })
  thread.unref()
  return thread
}

async function ask(thread: Worker, document: InvoiceDocument): Promise<Rendered> {
  const answer = Promise.withResolvers<Rendered>()
  const onExit = (): void => answer.reject(new Error('The thread that renders documents ended.'))
  const timer = setTimeout(
    () => answer.reject(new Error('The thread that renders documents took too long.')),
    maxRenderMs,
  )
  thread.once('message', answer.resolve).once('error', answer.reject).once('exit', onExit)
  try {
    thread.postMessage(document, [])
    return await answer.promise
  } finally {
    clearTimeout(timer)
    thread.off('message', answer.resolve).off('error', answer.reject).off('exit', onExit)
  }
}
