import { createServer, type Server } from 'node:net'

const maxAttempts = 50

function listen(host: string, port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen({ host, port }, () => resolve(server))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.')
  return address.port
}

/** Ports that are free on every one of `hosts` at once: clients reach all nodes of a cluster at one port. */
export async function freePorts(hosts: readonly [string, ...string[]], count: number): Promise<number[]> {
  const held: Server[] = []
  const ports: number[] = []
  try {
    for (let attempt = 0; ports.length < count && attempt < maxAttempts; attempt++) {
      const [first, ...others] = hosts
      const server = await listen(first, 0)
      if (!server) continue
      held.push(server)
      const port = portOf(server)
      const same = await Promise.all(others.map((host) => listen(host, port)))
      held.push(...same.filter((other) => other !== undefined))
      if (same.every((other) => other !== undefined)) ports.push(port)
    }
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  }
  if (ports.length < count) throw new Error(`No port is free on all of ${hosts.join(', ')}.`)
  return ports
}
