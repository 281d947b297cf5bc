/** The company that a request names: to act in it, or to look at it as its own people do. */
export interface NamedCompany {
  readonly companyId: string
  readonly isView: boolean
}
