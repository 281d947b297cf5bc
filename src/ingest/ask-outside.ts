export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const timeoutMs = 5_000
const maxAnswerBytes = 64 * 1024

/**
 * The text at an https address; null when there is none within 5 s and 64 kB, or anything but success. A redirect
 * is none: it would lead away from the host that was checked.
 */
export async function askOutside(fetch: Fetch | undefined, url: string): Promise<string | null> {
  if (!fetch || !url.startsWith('https://')) return null
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    if (response.status !== 200) {
      await response.body?.cancel()
      return null
    }
    return await limitedText(response)
  } catch {
    // Name, connection, certificate or time: it was not answered.
    return null
  }
}

async function limitedText(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxAnswerBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
