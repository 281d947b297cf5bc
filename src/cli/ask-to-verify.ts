import { createInterface } from 'node:readline'
import { type AdminAccess, type BookDrift, StartFailure, type VerifyBooksOptions } from '../app/index.ts'
import { openAnswer } from './ask-server.ts'

interface Line {
  readonly progress?: string
  readonly drifts?: readonly BookDrift[]
  readonly failure?: string
}

/** Has the running server verify the books, and passes on what it says meanwhile. */
export async function askToVerify(
  access: AdminAccess,
  { isFull, onProgress }: Required<VerifyBooksOptions>,
): Promise<readonly BookDrift[]> {
  const answer = await openAnswer(access, 'POST', '/api/admin/verify', { isFull })
  for await (const text of createInterface({ input: answer })) {
    const line: Line = JSON.parse(text)
    if (line.progress !== undefined) onProgress(line.progress)
    if (line.failure !== undefined) throw new StartFailure(`The server refused: ${line.failure}`)
    if (line.drifts !== undefined) return line.drifts
  }
  throw new StartFailure('The server stopped before the verification had ended: start it, and verify again.')
}
