/** A text in each language of the pages. */
export interface ProviderText {
  readonly en: string
  readonly ru: string
}

/** One setting of a connection. */
export interface ProviderSetting {
  /** Name in the API. */
  readonly name: string
  /** Typed and stored as a secret; anything else is shown while it is typed. */
  readonly isSecret: boolean
  readonly isOptional?: true
  /** What the whole value must look like, where that can be told. */
  readonly pattern?: RegExp
  /** The only values that it may have. */
  readonly values?: readonly [string, ...string[]]
  /** Characters; 500 by default. */
  readonly maxLength?: number
  readonly label: ProviderText
  readonly help: ProviderText
}

/** What is asked of a company that connects a provider, and what it is told. */
export interface ProviderDeclaration {
  /** In the order in which the provider's own pages show them. */
  readonly settings: readonly ProviderSetting[]
  /** Where not every optional setting may be missing: sets of which one must be there whole. */
  readonly oneOf?: readonly (readonly string[])[]
  /** What to paste where at the provider, step by step. */
  readonly steps: readonly ProviderText[]
}

export const defaultSettingLength = 500

/** Whether these names hold all that the provider needs. */
export function hasNeededSettings({ oneOf }: ProviderDeclaration, names: ReadonlySet<string>): boolean {
  return oneOf === undefined || oneOf.some((set) => set.every((name) => names.has(name)))
}
