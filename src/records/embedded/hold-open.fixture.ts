/** A program of its own that starts the embedded server, says where it is, and stays: for tests that kill it. */
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' })
process.stdout.write(`${server.url}\n`)
