import { written } from '../statement.fixture.ts'

export interface WrittenDetail {
  readonly cents: number
  readonly purpose?: string
  readonly endToEndId?: string
  readonly name?: string
  readonly account?: string
  /** XML inside `RmtInf`. */
  readonly structured?: string
}

export interface WrittenEntry {
  /** Signed. */
  readonly cents: number
  readonly bookedOn?: string
  readonly status?: string
  readonly reversal?: boolean
  readonly bankReference?: string
  readonly details?: readonly WrittenDetail[]
  readonly additional?: string
}

export interface WrittenCamt {
  readonly version: number
  readonly entries: readonly WrittenEntry[]
  readonly openingCents?: number
  readonly closingCents?: number
  readonly prefix?: string
}

const escaped = (text: string) => text.replace(/[&<>]/g, (unit) => `&#${unit.charCodeAt(0)};`)

const money = (cents: number) => `<Amt Ccy="EUR">${written(cents)}</Amt>`
const indicator = (cents: number) => `<CdtDbtInd>${cents < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`

const balance = (kind: string, cents: number | undefined) =>
  cents === undefined
    ? ''
    : `<Bal><Tp><CdOrPrtry><Cd>${kind}</Cd></CdOrPrtry></Tp>${money(cents)}${indicator(cents)}<Dt><Dt>2026-10-02</Dt></Dt></Bal>`

/** A statement of account DE89370400440532013000 in euros, naively written. */
export function writeCamt({ version, entries, prefix = '', ...balances }: WrittenCamt): string {
  const isNew = version >= 8
  const detail = (entry: WrittenEntry, part: WrittenDetail) => {
    const role = entry.cents < 0 ? 'Cdtr' : 'Dbtr'
    const name = part.name === undefined ? '' : `<Nm>${escaped(part.name)}</Nm>`
    const account =
      part.account === undefined ? '' : `<${role}Acct><Id><IBAN>${part.account}</IBAN></Id></${role}Acct>`
    const amount =
      version >= 4
        ? money(part.cents) + indicator(entry.cents)
        : `<AmtDtls><TxAmt>${money(part.cents)}</TxAmt></AmtDtls>`
    return (
      `<TxDtls><Refs>${part.endToEndId === undefined ? '' : `<EndToEndId>${escaped(part.endToEndId)}</EndToEndId>`}</Refs>${amount}` +
      `<RltdPties><${role}>${isNew ? `<Pty>${name}</Pty>` : name}</${role}>${account}</RltdPties>` +
      `<RmtInf>${part.purpose === undefined ? '' : `<Ustrd>${escaped(part.purpose)}</Ustrd>`}${part.structured ?? ''}</RmtInf></TxDtls>`
    )
  }
  const entry = (each: WrittenEntry) =>
    `<Ntry>${money(each.cents)}${indicator(each.cents)}` +
    (each.reversal ? '<RvslInd>true</RvslInd>' : '') +
    (isNew ? `<Sts><Cd>${each.status ?? 'BOOK'}</Cd></Sts>` : `<Sts>${each.status ?? 'BOOK'}</Sts>`) +
    `<BookgDt><Dt>${each.bookedOn ?? '2026-10-02'}</Dt></BookgDt><ValDt><Dt>2026-10-03</Dt></ValDt>` +
    (each.bankReference === undefined ? '' : `<AcctSvcrRef>${each.bankReference}</AcctSvcrRef>`) +
    (each.details
      ? `<NtryDtls>${each.details.map((part) => detail(each, part)).join('\n')}</NtryDtls>`
      : '') +
    (each.additional === undefined ? '' : `<AddtlNtryInf>${escaped(each.additional)}</AddtlNtryInf>`) +
    '</Ntry>'
  const body =
    '<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id>' +
    '<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>\n' +
    `${balance('OPBD', balances.openingCents)}${balance('CLBD', balances.closingCents)}\n` +
    `${entries.map(entry).join('\n')}\n</Stmt></BkToCstmrStmt>`
  const namespace = `urn:iso:std:iso:20022:tech:xsd:camt.053.001.${String(version).padStart(2, '0')}`
  if (prefix === '')
    return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}">${body}</Document>`
  const prefixed = body.replace(/<(\/?)(?=[A-Z])/g, `<$1${prefix}:`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${prefix}:Document xmlns:${prefix}="${namespace}">${prefixed}</${prefix}:Document>`
}
