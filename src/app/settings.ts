import { isIP } from 'node:net'
import { z } from 'zod'
import type { InitialCompany } from '../companies/index.ts'
import { passwordLength } from '../contract/index.ts'
import { type Failure, fail, isTimeZone, ok, type Result } from '../core/index.ts'
import type { MailServer } from '../notices/index.ts'
import type { S3Settings } from '../reports/index.ts'
import { parseMailFrom } from './mail-from.ts'

export const defaultPort = 4870
export const verbs = ['start', 'demo'] as const
export type Verb = (typeof verbs)[number]

export interface Settings {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Without a slash at its end; null = the address that the server listens on. */
  readonly publicUrl: string | null
  readonly databaseUrl: string | null
  readonly clickhouseUrl: string | null
  readonly clickhouseCluster: string | null
  readonly logLevel: string
  /** Addresses and ranges (CIDR) of proxies whose word on who is calling is taken. */
  readonly trustedProxies: readonly string[]
  /** Null = a key that is made once and kept in the data directory. */
  readonly secretKey: string | null
  /** Null: no e-mail goes out. */
  readonly mailServer: MailServer | null
  /** Webhooks may go to addresses of private networks, there also without TLS. */
  readonly allowsPrivateWebhooks: boolean
  /** Gateways in test mode may be offered. */
  readonly allowsTestPayments: boolean
  /** Where files of reports are kept: a folder, `reports` in the data directory where it is null, or a bucket. */
  readonly reportFiles: { readonly folder: string | null } | { readonly s3: S3Settings }
  readonly initial: InitialCompany | null
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

function urlOf(protocols: readonly string[], sentence: string) {
  return z
    .string()
    .trim()
    .refine((text) => isUrlOf(protocols, text), sentence)
    .optional()
}

function isUrlOf(protocols: readonly string[], text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return protocols.includes(url.protocol) && [url.username, url.password, url.pathname].every(isDecodable)
}

/** A lone `%` is no part of an address; in a password it is written `%25`. */
function isDecodable(part: string): boolean {
  try {
    decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

/** Without what is no part of an address that others are built upon; its slash at the end goes too. */
function baseUrlOf(text: string): string {
  const { origin, pathname } = new URL(text)
  return origin + pathname.replace(/\/+$/, '')
}

const publicUrlSentence =
  'PUBLIC_URL must be the address at which browsers and providers reach Tallybook, such as https://tallybook.example.com.'

const proxyNames: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal'])

/** An address, a range in CIDR notation, or one of the names for well-known ranges. */
function isProxyRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0) return proxyNames.has(text)
  const maxBits = version === 4 ? 32 : 128
  return rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= maxBits))
}

const zoneSentence = 'INIT_TIME_ZONE must be an IANA time zone such as Europe/Berlin.'

/** Every sentence says which variable is wrong and what to write instead. */
const environmentSchema = z.object({
  PORT: z
    .string()
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
      'PORT must be a number from 0 to 65535.',
    )
    .transform(Number)
    .default(defaultPort),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0.')
    // The name stands for two addresses, which would be two servers.
    .transform((host) => (host === 'localhost' ? '127.0.0.1' : host))
    .default('127.0.0.1'),
  DATA_DIR: z.string().optional(),
  PUBLIC_URL: urlOf(['http:', 'https:'], publicUrlSentence)
    .refine((text) => text === undefined || !/[?#@]/.test(text), publicUrlSentence)
    .transform((text) => text && baseUrlOf(text)),
  DATABASE_URL: urlOf(
    ['postgres:', 'postgresql:'],
    'DATABASE_URL must be a PostgreSQL address such as postgres://user:password@host:5432/tallybook.',
  ),
  CLICKHOUSE_URL: urlOf(
    ['http:', 'https:'],
    'CLICKHOUSE_URL must be the HTTP address of ClickHouse such as http://user:password@host:8123/tallybook.',
  ),
  CLICKHOUSE_CLUSTER: z
    .string()
    .regex(
      /^[A-Za-z_][\w-]*$/,
      'CLICKHOUSE_CLUSTER must be the name of a cluster in the configuration of ClickHouse.',
    )
    .optional(),
  LOG_LEVEL: z.enum(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`).optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine(
      (ranges) => ranges.every(isProxyRange),
      'TRUSTED_PROXIES must list addresses or ranges with commas between them, such as loopback, 10.0.0.0/8.',
    )
    .default(['loopback']),
  SECRET_KEY: z.string().min(32, 'SECRET_KEY must have at least 32 characters.').optional(),
  SMTP_URL: urlOf(
    ['smtp:', 'smtps:'],
    'SMTP_URL must be the address of a mail server such as smtps://user:password@mail.example.com:465.',
  ),
  MAIL_FROM: z
    .string()
    .transform(parseMailFrom)
    .refine(
      (from) => from !== null,
      'MAIL_FROM must be an e-mail address such as billing@example.com or Billing <billing@example.com>.',
    )
    .optional(),
  ALLOW_PRIVATE_WEBHOOKS: z
    .enum(['true', 'false'], 'ALLOW_PRIVATE_WEBHOOKS must be true or false.')
    .default('false'),
  TEST_PAYMENTS: z.enum(['true', 'false'], 'TEST_PAYMENTS must be true or false.').default('false'),
  REPORTS_DIR: z.string().optional(),
  REPORTS_S3_URL: urlOf(
    ['http:', 'https:'],
    'REPORTS_S3_URL must be the address of a bucket such as https://s3.example.com/bucket/reports.',
  ).transform((text) => text && baseUrlOf(text)),
  REPORTS_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,50}$/, 'REPORTS_S3_REGION must be the name of a region such as eu-central-1.')
    .default('us-east-1'),
  REPORTS_S3_KEY_ID: z.string().optional(),
  REPORTS_S3_SECRET: z.string().optional(),
  INIT_COMPANY: z.string().trim().max(200, 'INIT_COMPANY must have at most 200 characters.').optional(),
  INIT_TIME_ZONE: z
    .string()
    .refine((zone) => isTimeZone(zone), zoneSentence)
    .default('UTC'),
  INIT_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'INIT_CURRENCY must be three capital letters (ISO 4217) such as EUR.')
    .default('EUR'),
  INIT_OWNER_EMAIL: z.email('INIT_OWNER_EMAIL must be an e-mail address.').optional(),
  INIT_OWNER_PASSWORD: z
    .string()
    .min(passwordLength.min, `INIT_OWNER_PASSWORD must have at least ${passwordLength.min} characters.`)
    .max(passwordLength.max, `INIT_OWNER_PASSWORD must have at most ${passwordLength.max} characters.`)
    .optional(),
  INIT_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, 'INIT_API_KEY must have 16 to 200 characters, without spaces.')
    .optional(),
})
type Environment = z.output<typeof environmentSchema>

/**
 * Reads the environment; an empty variable counts as not set. The failure's detail is one sentence that names the
 * variable and says what to write.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  verb: Verb,
): Result<Settings, Failure<'invalid_setting'>> {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environmentSchema.safeParse(set)
  if (!parsed.success)
    return fail('invalid_setting', parsed.error.issues[0]?.message ?? 'A setting is not valid.')
  const values = parsed.data
  if (values.CLICKHOUSE_CLUSTER !== undefined && values.CLICKHOUSE_URL === undefined)
    return fail(
      'invalid_setting',
      'CLICKHOUSE_CLUSTER needs CLICKHOUSE_URL: set the address of one of its nodes.',
    )
  const initial = initialCompanyOf(values)
  if (!initial.ok) return initial
  const mailServer = mailServerOf(values)
  if (!mailServer.ok) return mailServer
  const reportFiles = reportFilesOf(values)
  if (!reportFiles.ok) return reportFiles
  return ok({
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR ?? (verb === 'demo' ? './data/demo' : './data'),
    publicUrl: values.PUBLIC_URL ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    clickhouseUrl: values.CLICKHOUSE_URL ?? null,
    clickhouseCluster: values.CLICKHOUSE_CLUSTER ?? null,
    // The demo talks to somebody who looks at it for the first time.
    logLevel: values.LOG_LEVEL ?? (verb === 'demo' ? 'warn' : 'info'),
    trustedProxies: values.TRUSTED_PROXIES,
    secretKey: values.SECRET_KEY ?? null,
    // Invented companies write to nobody.
    mailServer: verb === 'demo' ? null : mailServer.value,
    allowsPrivateWebhooks: values.ALLOW_PRIVATE_WEBHOOKS === 'true',
    allowsTestPayments: verb === 'demo' || values.TEST_PAYMENTS === 'true',
    reportFiles: reportFiles.value,
    initial: verb === 'demo' ? null : initial.value,
  })
}

function mailServerOf({
  SMTP_URL: url,
  MAIL_FROM: from,
}: Environment): Result<MailServer | null, Failure<'invalid_setting'>> {
  if (url === undefined && !from) return ok(null)
  if (url === undefined || !from)
    return fail('invalid_setting', 'E-mail needs SMTP_URL and MAIL_FROM together: set both or none.')
  return ok({ url, from })
}

function reportFilesOf(values: Environment): Result<Settings['reportFiles'], Failure<'invalid_setting'>> {
  const { REPORTS_DIR: folder, REPORTS_S3_URL: url } = values
  const { REPORTS_S3_KEY_ID: accessKeyId, REPORTS_S3_SECRET: secretAccessKey } = values
  if (url === undefined && accessKeyId === undefined && secretAccessKey === undefined)
    return ok({ folder: folder ?? null })
  if (folder !== undefined)
    return fail(
      'invalid_setting',
      'Set REPORTS_DIR or REPORTS_S3_URL: files of reports are kept in one place.',
    )
  if (url === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    return fail(
      'invalid_setting',
      'A bucket for reports needs REPORTS_S3_URL, REPORTS_S3_KEY_ID and REPORTS_S3_SECRET together.',
    )
  return ok({ s3: { url, region: values.REPORTS_S3_REGION, accessKeyId, secretAccessKey } })
}

function initialCompanyOf(values: Environment): Result<InitialCompany | null, Failure<'invalid_setting'>> {
  const wanted = [values.INIT_COMPANY, values.INIT_OWNER_EMAIL, values.INIT_OWNER_PASSWORD]
  if (wanted.every((value) => value === undefined) && values.INIT_API_KEY === undefined) return ok(null)
  if (!values.INIT_COMPANY || !values.INIT_OWNER_EMAIL || !values.INIT_OWNER_PASSWORD) {
    return fail(
      'invalid_setting',
      'The headless set-up needs INIT_COMPANY, INIT_OWNER_EMAIL and INIT_OWNER_PASSWORD together: set all three or none.',
    )
  }
  return ok({
    company: values.INIT_COMPANY,
    timeZone: values.INIT_TIME_ZONE,
    currency: values.INIT_CURRENCY,
    ownerEmail: values.INIT_OWNER_EMAIL,
    ownerPassword: values.INIT_OWNER_PASSWORD,
    ...(values.INIT_API_KEY === undefined ? {} : { apiKey: values.INIT_API_KEY }),
  })
}
