/** Whether a text has the shape of an e-mail address; whether it exists only its owner knows. */
export function isEmailLike(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text.trim())
}
