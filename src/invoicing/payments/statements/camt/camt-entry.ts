import type { UnnamedLine } from '../bank-statement.ts'
import { accountNumber, oneLine } from '../one-line.ts'
import {
  accountAt,
  amountOf,
  type CamtAmount,
  CamtFault,
  dayOf,
  signOf,
  unlessNotProvided,
} from './camt-fields.ts'
import { childrenOf, elementAt, firstTextAt, textAt } from './xml-path.ts'
import type { XmlElement } from './xml-tree.ts'

/**
 * The lines of a booked entry (`Ntry`): one, or one for each `TxDtls` of a batch whose amounts make up the entry's.
 * Source: ISO 20022 camt.053.001.02 to .13; amounts of details stand in `AmtDtls` up to version 3. A batch that does not add
 * up, because charges or a conversion are in it, stays one line with the references of all.
 */
export function linesOfEntry(entry: XmlElement, ownAccount: string | null): UnnamedLine[] {
  const amount = elementAt(entry, 'Amt')
  const sign = signOf(entry)
  const bookedOn = dayOf(entry, 'BookgDt') ?? dayOf(entry, 'ValDt')
  if (!amount) throw new CamtFault(entry, 'The entry has no amount (Amt).')
  if (sign === null) throw new CamtFault(entry, 'The entry does not say credit or debit (CdtDbtInd).')
  if (bookedOn === null) throw new CamtFault(entry, 'The entry has no date (BookgDt).')
  const total = amountOf(amount)
  const shared = {
    bookedOn,
    valueOn: dayOf(entry, 'ValDt'),
    currency: total.currency,
    reversal: /^(?:true|1)$/.test(textAt(entry, 'RvslInd') ?? ''),
  }
  const details = childrenOf(entry, 'NtryDtls').flatMap((group) => childrenOf(group, 'TxDtls'))
  const parts = partsOf(details, sign * total.micros, total.currency, sign)
  if (parts === null)
    return [{ ...shared, amountMicros: sign * total.micros, ...describe(entry, details, sign, ownAccount) }]
  return parts.map(({ detail, amountMicros }) => ({
    ...shared,
    amountMicros,
    ...describe(entry, [detail], amountMicros < 0n ? -1n : 1n, ownAccount),
  }))
}

interface Part {
  readonly detail: XmlElement
  readonly amountMicros: bigint
}

/** The signed amount of each detail; null when they do not make up the total, or there is only one. */
function partsOf(
  details: readonly XmlElement[],
  totalMicros: bigint,
  currency: string,
  entrySign: 1n | -1n,
): Part[] | null {
  if (details.length < 2) return null
  const parts: Part[] = []
  for (const detail of details) {
    const amount = amountOfDetail(detail)
    if (amount?.currency !== currency) return null
    parts.push({ detail, amountMicros: (signOf(detail) ?? entrySign) * amount.micros })
  }
  return parts.reduce((sum, part) => sum + part.amountMicros, 0n) === totalMicros ? parts : null
}

function amountOfDetail(detail: XmlElement): CamtAmount | null {
  const amount = ['Amt', 'AmtDtls/TxAmt/Amt', 'AmtDtls/InstdAmt/Amt']
    .map((path) => elementAt(detail, path))
    .find((found) => found !== null)
  return amount ? amountOf(amount) : null
}

/** Parties and references of details that stay one line; of several, only what they have in common names the payer. */
function describe(
  entry: XmlElement,
  details: readonly XmlElement[],
  sign: 1n | -1n,
  ownAccount: string | null,
) {
  const parties = details.map((detail) => partyOf(detail, sign, ownAccount))
  const remittances = details.map(remittanceOf)
  const purpose = remittances.flatMap(({ texts }) => texts).join(' ')
  // `NtryRef` is often the place in the file, so it names nothing.
  const bankReference = textAt(entry, 'AcctSvcrRef')
  return {
    payerName: common(parties.map(({ name }) => name)),
    payerAccount: common(parties.map(({ account }) => account)),
    payerTaxNumber: common(parties.map(({ taxNumber }) => taxNumber)),
    reference: oneLine(remittances.flatMap(({ reference }) => reference ?? []).join(' ')),
    purpose: oneLine(purpose) ?? oneLine(textAt(entry, 'AddtlNtryInf')) ?? '',
    endToEndId: common(
      details.map((detail) => oneLine(unlessNotProvided(textAt(detail, 'Refs/EndToEndId')))),
    ),
    bankReference: oneLine(
      unlessNotProvided(
        details.length === 1 && details[0]
          ? (textAt(details[0], 'Refs/AcctSvcrRef') ?? bankReference)
          : bankReference,
      ),
    ),
    raw: rawOf(entry, details),
  }
}

function common(values: readonly (string | null)[]): string | null {
  const [first = null] = values
  return values.every((value) => value === first) ? first : null
}

interface Party {
  readonly name: string | null
  readonly account: string | null
  readonly taxNumber: string | null
}

/** The other side: the debtor of a credit. A returned payment keeps its first roles, so our own account is never it. */
function partyOf(detail: XmlElement, sign: 1n | -1n, ownAccount: string | null): Party {
  const roles = sign > 0n ? (['Dbtr', 'Cdtr'] as const) : (['Cdtr', 'Dbtr'] as const)
  const [expected, other] = roles.map((role) => partyInRole(detail, role))
  const isOurs = expected?.account !== null && expected?.account === ownAccount
  return (isOurs ? other : expected) ?? { name: null, account: null, taxNumber: null }
}

function partyInRole(detail: XmlElement, role: 'Dbtr' | 'Cdtr'): Party {
  const party = `RltdPties/${role}`
  const identities = ['Id/OrgId/Othr/Id', 'Id/PrvtId/Othr/Id']
  return {
    // From version 8 on a party stands one level deeper.
    name: oneLine(firstTextAt(detail, [`${party}/Nm`, `${party}/Pty/Nm`, `RltdPties/Ultmt${role}/Nm`])),
    account: accountNumber(accountAt(detail, `RltdPties/${role}Acct`)),
    taxNumber: oneLine(
      firstTextAt(detail, [
        ...identities.map((path) => `${party}/${path}`),
        ...identities.map((path) => `${party}/Pty/${path}`),
      ]),
    ),
  }
}

function remittanceOf(detail: XmlElement): { readonly reference: string | null; readonly texts: string[] } {
  const remittance = elementAt(detail, 'RmtInf')
  const unstructured = remittance ? childrenOf(remittance, 'Ustrd').map(({ text }) => text) : []
  const structured = remittance ? childrenOf(remittance, 'Strd') : []
  const referred = structured.flatMap((each) => [
    ...childrenOf(each, 'RfrdDocInf').flatMap((document) => textAt(document, 'Nb') ?? []),
    ...childrenOf(each, 'AddtlRmtInf').map(({ text }) => text),
  ])
  const additional = textAt(detail, 'AddtlTxInf')
  const texts = [...unstructured, ...referred]
  return {
    reference: oneLine(structured.flatMap((each) => textAt(each, 'CdtrRefInf/Ref') ?? []).join(' ')),
    texts: texts.length === 0 && additional !== undefined ? [additional] : texts,
  }
}

/** What staff may want to see of the entry besides the fields of a line. */
function rawOf(entry: XmlElement, details: readonly XmlElement[]): Record<string, string> {
  const [detail] = details
  const texts = {
    NtryRef: textAt(entry, 'NtryRef'),
    AcctSvcrRef: textAt(entry, 'AcctSvcrRef'),
    AddtlNtryInf: textAt(entry, 'AddtlNtryInf'),
    InstrId: detail && textAt(detail, 'Refs/InstrId'),
    TxId: detail && textAt(detail, 'Refs/TxId'),
    MndtId: detail && textAt(detail, 'Refs/MndtId'),
    RtrInf: detail && firstTextAt(detail, ['RtrInf/Rsn/Cd', 'RtrInf/Rsn/Prtry']),
  }
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => {
      const tidy = oneLine(text)
      return tidy === null ? [] : [[name, tidy]]
    }),
  )
}
