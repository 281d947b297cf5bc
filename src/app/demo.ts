import { type RunningServer, type StartOptions, startServer } from './start-server.ts'

export interface DemoOptions extends StartOptions {
  readonly say: (line: string) => void
}

export async function startDemo(options: DemoOptions): Promise<RunningServer> {
  return startServer(options)
}
