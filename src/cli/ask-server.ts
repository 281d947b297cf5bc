import { request } from 'node:http'
import { type AdminAccess, StartFailure } from '../app/index.ts'

/**
 * One request to the running server on this machine, without a limit of time: a rebuild takes as long as it takes. The
 * server is this program of the same version, so its answers need no second look.
 */
export function askServer<T>(access: AdminAccess, method: string, path: string, body?: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const asked = request(`${access.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    })
    asked.once('error', () =>
      reject(
        new StartFailure(
          `The server at ${access.url} does not answer: is it starting or stopping? Try again in a moment.`,
        ),
      ),
    )
    asked.once('response', (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('error', reject)
      answer.once('end', () => {
        const value = JSON.parse(Buffer.concat(chunks).toString('utf8'))
        if (answer.statusCode === 200) resolve(value)
        else reject(new StartFailure(`The server refused: ${value.detail ?? answer.statusMessage}`))
      })
    })
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
