/** Something the person at the keyboard can put right: shown as one sentence, without a stack. */
export class Failure extends Error {}

/** Turns an error of the file system or of npm's output into a sentence, or null when it is none of the known ones. */
export function sentenceFor(text, folder) {
  if (/ENOSPC|no space left/i.test(text))
    return `The disk that holds ${folder} is full: free some space and try again.`
  if (/EROFS|EACCES|EPERM|permission denied/i.test(text))
    return `The folder ${folder} is not writable for this user: change its owner or its rights and try again.`
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i.test(text)
  )
    return 'The package registry cannot be reached: connect to the network (or set npm’s registry or proxy) and try again.'
  return null
}
