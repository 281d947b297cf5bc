import { type RoleRule, roleRules } from '../../src/companies/index.ts'
import { type PageRule, pageRules, type Role, roles, type Scope, scopes } from '../../src/contract/index.ts'
import { type RouteRule, routeRules } from '../../src/http/route-rules.ts'
import { english } from '../../src/messages/en/english.ts'

/* docs/permissions.md, made from the tables that the program goes by. `vitest -u` writes it anew. */

const nameOfRole = (role: Role): string => english.words[`role_${role}`]

/** `own`: in the company itself. `below`: in dependent companies too. */
function whereMay(role: Role, isEnough: (scopes: readonly Scope[]) => boolean): string {
  const { own, below }: RoleRule = roleRules[role]
  if (!isEnough(own)) return isEnough(below) ? 'dependent' : ''
  return isEnough(below) ? 'own, dependent' : 'own'
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const oneOf =
  (wanted: readonly Scope[]) =>
  (held: readonly Scope[]): boolean =>
    wanted.some((scope) => held.includes(scope))

function actions(): string {
  return tableOf(
    ['action', ...roles.map(nameOfRole)],
    scopes.map((scope) => [`\`${scope}\``, ...roles.map((role) => whereMay(role, oneOf([scope])))]),
  )
}

function pages(): string {
  const rules: readonly (readonly [string, PageRule])[] = Object.entries(pageRules)
  return tableOf(
    ['page', ...roles.map(nameOfRole)],
    rules.map(([page, { sees, acts }]) => [
      `\`${page}\``,
      ...roles.map((role) => {
        const mayDo = (held: readonly Scope[], may: readonly Scope[]) => oneOf(may)(held)
        const place = (held: readonly Scope[]) => {
          if (sees.length > 0 && !mayDo(held, sees)) return ''
          return acts.length > 0 && mayDo(held, acts) ? 'acts' : 'sees'
        }
        const { own, below }: RoleRule = roleRules[role]
        const inside = below.length === 0 ? '' : place(below)
        return [place(own) && `own: ${place(own)}`, inside && `dependent: ${inside}`]
          .filter(Boolean)
          .join('; ')
      }),
    ]),
  )
}

const needWords = {
  anyone: 'anyone',
  known: 'a key or a session; what is seen follows from the caller',
  person: 'a signed-in person',
} as const

function needOf({ needs, isSellers, isPersonal, showsPersons }: RouteRule): string {
  const asked =
    typeof needs === 'string' ? needWords[needs] : needs.map((scope) => `\`${scope}\``).join(' or ')
  if (showsPersons) return `${asked}; and \`personal_data:read\``
  if (isPersonal) return `${asked}; a person, no key`
  return isSellers ? `${asked}; of who sells to the company` : asked
}

function routes(): string {
  return tableOf(
    ['route', 'effect', 'needs'],
    Object.entries(routeRules).map(([name, rule]) => [`\`${name}\``, rule.effect, needOf(rule)]),
  )
}

export function permissionsDocument(): string {
  return `# Who may do what

Made from the tables that the program itself goes by: roles in \`src/companies/permissions.ts\`, pages in
\`src/contract/page-rules.ts\`, routes in \`src/http/route-rules.ts\`. A test compares this page with them, and another one calls
every route as every role in the own, a dependent and another company. A route that is not in the table answers nobody.

## Companies
A **provider** depends on no other company. Below it are **customers** and **resellers**, and below a reseller the same again, ten levels at most.
Each company has people with roles. Some roles reach into **dependent** companies, at any depth: those of the provider's staff (finance, support,
administrator), those of a reseller, and the owners of both. Nobody reaches a company beside or above the own one: for everyone else a company
is not there (\`not_found\`).

A person acts in a dependent company at \`/c/{company id}/…\`, which goes before pages and API alike: two tabs, two companies. An API key
acts for its own company only.

**View.** At \`/view/{company id}/…\` whoever has \`companies:view\` sees a company's pages as its owner does, marked on the screen. Whatever changes
something is refused there (\`view_only\`).

**Money.** Besides \`billing:manage\`, the money and the prices of a company are set only by who sells to it: the company directly above it. A
provider sells to itself.

## Role and action
\`own\`: in the company whose people they are. \`dependent\`: in the companies below it. An API key has any of these actions for its own company.

${actions()}

## Role and page
${pages()}

## Route and action
\`reads\` is possible in a view, \`changes\` is not. Where several actions are named, one is enough.

${routes()}
`
}
