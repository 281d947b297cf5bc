export function auditPackages(root: string): number
export function weaknessesIn(
  text: string,
): readonly { readonly name: string; readonly severity: string; readonly title: string }[] | null
