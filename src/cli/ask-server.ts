import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { type AdminAccess, StartFailure } from '../app/index.ts'

/**
 * One request to the running server on this machine, without a limit of time: a rebuild takes as long as it takes. The
 * server is this program of the same version, so its answers need no second look.
 */
export async function askServer<T>(
  access: AdminAccess,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  return JSON.parse(await text(await openAnswer(access, method, path, body)))
}

/** The same, to be read as it comes. @throws StartFailure when the server refuses or is not there */
export function openAnswer(
  access: AdminAccess,
  method: string,
  path: string,
  body?: object,
): Promise<IncomingMessage> {
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
      if (answer.statusCode === 200) resolve(answer)
      else refusalOf(answer).then(reject, reject)
    })
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

async function refusalOf(answer: IncomingMessage): Promise<StartFailure> {
  const problem = JSON.parse(await text(answer))
  return new StartFailure(`The server refused: ${problem.detail ?? answer.statusMessage}`)
}
