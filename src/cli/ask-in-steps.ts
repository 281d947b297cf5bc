import { createInterface } from 'node:readline'
import { type AdminAccess, StartFailure } from '../app/index.ts'
import { openAnswer } from './ask-server.ts'

interface Line<T> {
  readonly progress?: string
  readonly result?: T
  readonly failure?: string
}

/** Has the running server do what may take hours, and passes on what it says meanwhile. */
export async function askInSteps<T>(
  access: AdminAccess,
  path: string,
  body: object,
  onProgress: (sentence: string) => void,
): Promise<T> {
  const answer = await openAnswer(access, 'POST', path, body)
  for await (const text of createInterface({ input: answer })) {
    const line: Line<T> = JSON.parse(text)
    if (line.progress !== undefined) onProgress(line.progress)
    if (line.failure !== undefined) throw new StartFailure(`The server refused: ${line.failure}`)
    if (line.result !== undefined) return line.result
  }
  throw new StartFailure('The server stopped before it had ended: start it, and ask again.')
}
