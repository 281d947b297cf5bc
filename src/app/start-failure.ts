/** Why the program cannot start, as one sentence for the person at the keyboard. Shown without a stack. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}
