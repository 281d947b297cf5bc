import { randomUUID } from 'node:crypto'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { nestsTooDeep } from '../core/index.ts'
import { adjustmentRoutes } from './adjustments.ts'
import { registerAdmin } from './admin.ts'
import { Admission, eventRoomLimits, hookRoomLimits } from './admission.ts'
import { apiKeyRoutes } from './api-keys.ts'
import { auditRoutes } from './audit.ts'
import { registerAuthentication } from './authentication.ts'
import { authorizationRoutes } from './authorizations.ts'
import { balanceRoutes } from './balance.ts'
import { bankStatementRoutes } from './bank-statements.ts'
import { callRoutes } from './calls.ts'
import { chatCalendarRoutes } from './chat-calendars.ts'
import { chatGroupRoutes } from './chat-groups.ts'
import { chatSettingsRoutes } from './chat-settings.ts'
import { chatRoutes } from './chats.ts'
import { checkoutRoutes } from './checkouts.ts'
import { answerClientError, refuseWithoutHost } from './client-errors.ts'
import { companiesRoutes } from './companies.ts'
import { companyRoutes } from './company.ts'
import { takeCompany } from './company-address.ts'
import { companyDetailsRoutes } from './company-details.ts'
import { connectionHealthRoutes } from './connection-health.ts'
import { connectionRoutes } from './connections.ts'
import type { ServerDependencies } from './dependencies.ts'
import { registerEvents } from './events.ts'
import { exportRoutes } from './exports.ts'
import { registerHealth } from './health.ts'
import { registerHooks } from './hooks.ts'
import { importUploadRoutes } from './import-upload.ts'
import { importRoutes } from './imports.ts'
import { invoiceCorrectionRoutes } from './invoice-corrections.ts'
import { invoiceListFileRoutes } from './invoice-list-file.ts'
import { invoiceRoutes } from './invoices.ts'
import { linkRoutes } from './links.ts'
import { registerLive } from './live.ts'
import { LiveHub } from './live-hub.ts'
import { messageRoutes } from './messages.ts'
import { metricRoutes } from './metrics.ts'
import { monthCloseRoutes } from './month-closes.ts'
import { noticeSettingsRoutes } from './notice-settings.ts'
import { OpenConnections } from './open-connections.ts'
import { registerOpenApi, registerOpenApiRoute } from './openapi.ts'
import { registerPages } from './pages.ts'
import { paymentGatewayRoutes } from './payment-gateways.ts'
import { registerPaymentHooks } from './payment-hooks.ts'
import { paymentListFileRoutes } from './payment-list-file.ts'
import { paymentRoutes } from './payments.ts'
import { peopleRoutes } from './people.ts'
import { personalRoutes } from './personal.ts'
import { personalDataRoutes } from './personal-data.ts'
import { priceFileRoutes } from './price-files.ts'
import { priceListRoutes } from './price-lists.ts'
import { priceVersionRoutes } from './price-versions.ts'
import { handleError, handleNotFound, problemOf, sendProblem, TooDeepJson } from './problems.ts'
import { replayRoutes } from './replays.ts'
import { reportFileRoutes } from './report-file.ts'
import { reportScheduleRoutes } from './report-schedules.ts'
import { reportRoutes } from './reports.ts'
import { registerSecurityHeaders } from './security-headers.ts'
import { createServerMetrics, type ServerMetrics } from './server-metrics.ts'
import { sessionRoutes } from './session.ts'
import { settingChangeRoutes } from './setting-changes.ts'
import { setupRoutes } from './setup.ts'
import { supplierSettingsRoutes } from './supplier-settings.ts'
import { transactionFileRoutes } from './transaction-file.ts'
import { transactionRoutes } from './transactions.ts'
import { unratedRoutes } from './unrated.ts'
import { webhookDeliveryRoutes } from './webhook-deliveries.ts'
import { webhookEndpointRoutes } from './webhook-endpoints.ts'

/** Bodies of everything but events and callbacks. */
const maxBodyBytes = 1024 * 1024
const requestTimeoutMs = 120_000
const keepAliveTimeoutMs = 72_000

/** A route as it was registered, for the test that compares routes with the document. */
export interface RegisteredRoute {
  readonly method: string
  readonly url: string
  readonly hidden: boolean
}

export interface Server {
  readonly app: FastifyInstance
  readonly live: LiveHub
  readonly metrics: ServerMetrics
  readonly routes: readonly RegisteredRoute[]
}

/** Builds the server without listening. Closing `app` ends live connections and waits for running requests. */
export async function createServer(deps: ServerDependencies): Promise<Server> {
  const connections = new OpenConnections()
  const app = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    // A busy process reads late: a sender must not be cut off for that.
    http: { headersTimeout: requestTimeoutMs, requireHostHeader: false },
    clientErrorHandler: (error, socket) => answerClientError(error, socket, connections.isAnswering(socket)),
    keepAliveTimeout: keepAliveTimeoutMs,
    genReqId: () => randomUUID(),
    rewriteUrl: takeCompany,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 500 },
    exposeHeadRoutes: false,
    // These may say who is calling; anyone else is taken at their address.
    trustProxy: [...deps.trustedProxies],
    frameworkErrors: handleError,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)

  const live = new LiveHub()
  const eventRoom = new Admission(eventRoomLimits)
  const hookRoom = new Admission(hookRoomLimits)
  const metrics = createServerMetrics({
    liveConnections: () => live.connections,
    bodyBytes: () => eventRoom.bytes + hookRoom.bytes,
    usageSetAside: async () => (await deps.ledger.usageSetAside()).length,
    monthsSetAside: () => deps.invoicing.monthsSetAside(),
    waitingDeliveries: () => deps.notices.waitingDeliveries(),
  })
  const routes = collectRoutes(app)
  takeJson(app)
  app.addHook('onRequest', refuseWithoutHost)
  app.addHook('onRequest', refuseNul)
  app.addHook('onRequest', readEncoding)
  app.addHook('onRequest', keepOutOfCaches)
  refuseUnknownEarly(app)
  closeConnections(app, connections, live)
  observeRequests(app, metrics)

  const isSecure = deps.publicUrl.startsWith('https:')
  await registerSecurityHeaders(app, isSecure)
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  await app.register(compress, {
    threshold: 2_048,
    encodings: ['br', 'gzip'],
    // Those whose unpacking takes little memory, whatever is sent: zstd may ask for 128 MB.
    requestEncodings: ['gzip', 'br', 'deflate', 'identity'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  await registerOpenApi(app, { version: deps.version, isSecure })
  registerAuthentication(app)

  registerOpenApiRoute(app)
  registerHealth(app, deps, metrics)
  registerLive(app, deps, live)
  await registerEvents(app, deps, metrics, eventRoom)
  await registerHooks(app, deps, metrics, hookRoom)
  await registerPaymentHooks(app, deps, metrics, hookRoom)
  for (const routesOf of [
    setupRoutes,
    sessionRoutes,
    personalRoutes,
    personalDataRoutes,
    linkRoutes,
    peopleRoutes,
    companyRoutes,
    companiesRoutes,
    companyDetailsRoutes,
    apiKeyRoutes,
    connectionRoutes,
    connectionHealthRoutes,
    auditRoutes,
    replayRoutes,
    metricRoutes,
    callRoutes,
    chatRoutes,
    exportRoutes,
    messageRoutes,
    balanceRoutes,
    transactionRoutes,
    transactionFileRoutes,
    monthCloseRoutes,
    adjustmentRoutes,
    settingChangeRoutes,
    authorizationRoutes,
    priceListRoutes,
    priceVersionRoutes,
    priceFileRoutes,
    unratedRoutes,
    supplierSettingsRoutes,
    invoiceRoutes,
    invoiceListFileRoutes,
    invoiceCorrectionRoutes,
    paymentRoutes,
    paymentListFileRoutes,
    checkoutRoutes,
    paymentGatewayRoutes,
    bankStatementRoutes,
    webhookEndpointRoutes,
    webhookDeliveryRoutes,
    noticeSettingsRoutes,
    reportRoutes,
    reportFileRoutes,
    reportScheduleRoutes,
    importRoutes,
    importUploadRoutes,
    chatSettingsRoutes,
    chatGroupRoutes,
    chatCalendarRoutes,
  ]) {
    await app.register(routesOf(deps))
  }
  if (deps.admin) await registerAdmin(app, deps.admin)
  await registerPages(app, deps.pagesFolder)
  await app.ready()
  return { app, live, metrics, routes }
}

/** No text of ours holds a NUL: whichever filter or id it stood in, the stores would fail at it. */
async function refuseNul({ url }: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (!url.includes('%00')) return
  return sendProblem(reply, problemOf('invalid_url', 'The address holds a NUL character: leave out %00.'))
}

/** What the API answers is of its caller alone; routes of which more is known say so themselves. */
async function keepOutOfCaches({ url }: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (url.startsWith('/api/')) reply.header('cache-control', 'no-store')
}

/** Encodings have the same name in any case (RFC 9110, 8.4.1); what unpacks bodies knows the small letters only. */
async function readEncoding({ headers }: FastifyRequest): Promise<void> {
  const encoding = headers['content-encoding']
  if (encoding !== undefined) headers['content-encoding'] = encoding.trim().toLowerCase()
}

/** JSON that nests deeper than anything of ours is refused before the parser spends seconds on it. */
function takeJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (nestsTooDeep(body)) done(new TooDeepJson())
    else parse(request, body, done)
  })
}

/** A body that goes nowhere is not read. */
function refuseUnknownEarly(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const mayBePage = request.method === 'GET' || request.method === 'HEAD'
    if (request.is404 && !mayBePage) return handleNotFound(request, reply)
  })
}

/** At the stop live connections end, and every connection without a request under way. */
function closeConnections(app: FastifyInstance, connections: OpenConnections, live: LiveHub): void {
  connections.watch(app.server)
  app.addHook('preClose', async () => {
    live.close()
    connections.endIdle()
  })
}

function collectRoutes(app: FastifyInstance): RegisteredRoute[] {
  const routes: RegisteredRoute[] = []
  app.addHook('onRoute', ({ method, url, schema }) => {
    for (const name of [method].flat()) routes.push({ method: name, url, hidden: schema?.hide === true })
  })
  return routes
}

function observeRequests(app: FastifyInstance, metrics: ServerMetrics): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.request(route, request.method, reply.statusCode, reply.elapsedTime / 1000)
    request.log.debug(
      { method: request.method, route, status: reply.statusCode, durationMs: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
}
