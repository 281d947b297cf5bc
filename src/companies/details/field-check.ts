import type { DetailsFaultCode } from '../../contract/index.ts'

/** What is wrong with a field; country and example help to say what would be right. */
export interface Fault {
  readonly code: DetailsFaultCode
  /** ISO 3166-1 alpha-2: whose rule it is. */
  readonly country?: string
  /** Something that would be right. */
  readonly example?: string
}

/** A fault with its place in the details, such as `bank_accounts/0/iban`. */
export interface FieldFault extends Fault {
  readonly path: string
}

/** A field's text as it is to be kept, or what is wrong with it. */
export type Checked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: Fault }

export function right(text: string): Checked {
  return { ok: true, text }
}

export function wrong(code: DetailsFaultCode, help: Omit<Fault, 'code'> = {}): Checked {
  return { ok: false, fault: { code, ...help } }
}

/** Without what people type to make a number easier to read. */
export function withoutSeparators(text: string): string {
  return text.replace(/[\s.\-/–—]/g, '')
}
