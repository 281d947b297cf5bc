/** The text of an answer of at most so many bytes; null, and the rest is not read, when it is longer. */
export async function limitedText(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return ''
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body) {
    size += piece.length
    // Leaving the loop cancels the stream.
    if (size > maxBytes) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
