import { type AddressInfo, createServer } from 'node:net'
import { StartFailure } from './start-failure.ts'

/**
 * Checks that the port can be listened on before anything heavy is started, and finds a free one for port 0.
 * Throws a StartFailure that says what to do.
 */
export function claimPort(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(new StartFailure(portSentence(error, host, port))))
    probe.listen({ host, port, exclusive: true }, () => {
      const { port: claimed } = probe.address() as AddressInfo
      probe.close(() => resolve(claimed))
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
