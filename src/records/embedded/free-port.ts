import { createServer } from 'node:net'

/** A port of 127.0.0.1 that is free at this moment; another program may take it before it is used. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('The probe has no port.'))
        else resolve(address.port)
      })
    })
  })
}
