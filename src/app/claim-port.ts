import { type AddressInfo, createServer } from 'node:net'
import { StartFailure } from './start-failure.ts'

export interface ClaimedPort {
  readonly port: number
  /** Lets go of it, for whoever is to listen there; a second time it does nothing. */
  release(): Promise<void>
}

/**
 * Checks that the port can be listened on before anything heavy is started, and finds a free one for port 0. It is held
 * until it is released: a port that is only known to be free is another program's by the time the engines have started.
 * Who calls meanwhile is cut off. Throws a StartFailure that says what to do.
 */
export function claimPort(host: string, port: number): Promise<ClaimedPort> {
  return new Promise((resolve, reject) => {
    const holder = createServer((caller) => caller.destroy())
    holder.once('error', (error) => reject(new StartFailure(portSentence(error, host, port))))
    holder.listen({ host, port, exclusive: true }, () => {
      const { port: claimed } = holder.address() as AddressInfo
      resolve({
        port: claimed,
        release: () => new Promise((released) => holder.close(() => released())),
      })
    })
  })
}

export function portSentence(error: Error & { readonly code?: unknown }, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken by another program: stop that program or set PORT to another number.`
    case 'EACCES':
      return `Port ${port} is reserved for administrators on this machine: set PORT to a number above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST ${host} is not an address of this machine: set HOST to 127.0.0.1, 0.0.0.0 or one of its own addresses.`
    default:
      return `Tallybook cannot listen on ${host}:${port} (${error.code ?? error.message}): set HOST and PORT to an address that it may use.`
  }
}
