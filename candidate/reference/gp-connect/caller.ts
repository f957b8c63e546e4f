import type { RequestContext } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import type { ClientCertificate } from '../http/client-certificate.ts'
import { deviceOf } from '../http/sign-in-state.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import { GpcError } from './gpc-error.ts'
import type { Interaction } from './interactions.ts'
import { consumerIn, type Consumer } from './token.ts'

/** Who calls through the Spine Secure Proxy, and for what. */
export interface Caller extends Consumer {
  traceId: string
  /** ASID of the system at the other end. */
  from: string
  interaction: Interaction
}

/** The area's settings in the configuration. */
export interface GpConnectSettings {
  /** Common name of the proxy's certificate. */
  proxyName: string
  /** ASID of this system. */
  asid: string
}

const DEFAULTS: GpConnectSettings = { proxyName: 'proxy.spine.assay.example', asid: '200000000116' }

export const settingsOf = ({ config }: Pick<Services, 'config'>): GpConnectSettings => ({
  ...DEFAULTS,
  ...(config.areas['gpConnect'] as Partial<GpConnectSettings> | undefined),
})

/** Statuses of web servers for a client certificate that is not good, and for none. */
const CERTIFICATE = { wrong: 495, missing: 496 } as const

/** Whether a caller is the Spine Secure Proxy: an authority that we trust vouches for it, and for nobody else. */
export const isTheProxy = behaviour(
  'gp-connect.isTheProxy',
  (certificate: ClientCertificate | undefined, name: string): boolean => certificate?.trusted === true && certificate.name === name,
)

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const ASID = /^\d{12}$/

/** Whether a call can be found again at the proxy. */
export const isTraceable = behaviour('gp-connect.isTraceable', (traceId: string): boolean => UUID.test(traceId))

/** Whether a call says which system it comes from. */
export const namesItsSystem = behaviour('gp-connect.namesItsSystem', (from: string): boolean => ASID.test(from))

/** Whether a call is meant for this system. */
export const isForUs = behaviour('gp-connect.isForUs', (to: string, asid: string): boolean => to === asid)

/** The interaction that a call names, if it is one of those that its address serves. */
export const interactionNamed = behaviour(
  'gp-connect.interactionNamed',
  (id: string, served: readonly Interaction[]): Interaction | undefined => served.find((each) => each.id === id),
)

/**
 * Who calls: certificate, headers, token; in this order, so that a stranger learns nothing.
 *
 * @param served the interactions of the address that is called
 * @throws GpcError BAD_REQUEST, INVALID_RESOURCE; ACCESS DENIED for whoever is not the proxy
 */
export function callerOf(context: RequestContext, served: readonly Interaction[]): Caller {
  const services = context.get('services')
  const { proxyName, asid } = settingsOf(services)
  const certificate = context.env?.clientCertificate?.()
  if (!isTheProxy(certificate, proxyName))
    throw new GpcError('ACCESS DENIED', 'Only the Spine Secure Proxy may connect.', {
      status: certificate ? CERTIFICATE.wrong : CERTIFICATE.missing,
    })
  const header = (name: string) => context.req.header(name) ?? ''
  const [traceId, from, to] = [header('ssp-traceid'), header('ssp-from'), header('ssp-to')]
  if (!isTraceable(traceId)) throw new GpcError('BAD_REQUEST', 'Ssp-TraceID is missing, or no UUID.')
  if (!namesItsSystem(from)) throw new GpcError('BAD_REQUEST', 'Ssp-From is missing, or no ASID.')
  if (!isForUs(to, asid)) throw new GpcError('BAD_REQUEST', 'Ssp-To is not the ASID of this system.')
  const interaction = interactionNamed(header('ssp-interactionid'), served)
  if (!interaction) throw new GpcError('BAD_REQUEST', 'Ssp-InteractionID is not that of this address and method.')
  const consumer = consumerIn(context.req.header('authorization'), interaction, Math.floor(services.clock.now() / 1000))
  return { ...consumer, traceId, from, interaction }
}

/** Who is written down for what a consumer sees and does: the person and the organisation that their token names. */
export const agentOf = behaviour('gp-connect.agentOf', ({ practitioner, organisation }: Caller) => ({
  user: { id: practitioner.id, name: practitioner.name },
  role: { id: practitioner.roleProfile, organisation: organisation.odsCode },
}))

/** A consumer at work: for operations and an audit trail that name whoever acts. */
export function asConsumer(context: RequestContext, caller: Caller): Work {
  const services = context.get('services')
  const now = services.clock.now()
  const { user, role: held } = agentOf(caller)
  const role = { ...held, code: 'gp-connect', name: 'GP Connect', activities: [] }
  return {
    services,
    session: {
      id: caller.traceId,
      user: { ...user, professionalIds: {} },
      roles: [role],
      roleId: role.id,
      idToken: '',
      formToken: '',
      authenticatedAt: now,
      lastActiveAt: now,
    },
    role,
    device: `ASID ${caller.from}, ${deviceOf(context)}`,
    interaction: context.get('interaction'),
  }
}
