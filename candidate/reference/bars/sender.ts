import type { RequestContext } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { SYSTEM } from '../fhir/resource.ts'
import type { ClientCertificate } from '../http/client-certificate.ts'
import { deviceOf } from '../http/sign-in-state.ts'
import { isObject, parseJson, type JsonObject } from '../national/json.ts'
import type { Work } from '../work.ts'
import { BarsError } from './bars-error.ts'
import { settingsOf } from './settings.ts'

/** The organisation for which the proxy calls. */
export interface Sender {
  odsCode: string
  name: string
}

/** Whether a caller is the BaRS proxy: an authority that we trust vouches for it, and for nobody else. */
export const isTheProxy = behaviour('bars.isTheProxy', (certificate: ClientCertificate | undefined, name: string): boolean => certificate?.trusted === true && certificate.name === name)

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a call can be found again: both of its ids are there. */
export const isTraceable = behaviour('bars.isTraceable', (...ids: string[]): boolean => ids.every((id) => UUID.test(id)))

/** The version of BaRS that a caller wants to speak, if this system can: it is named in Accept. */
export const versionIn = behaviour('bars.versionIn', (accept: string): string | undefined => {
  const version = /^application\/fhir\+json\s*;\s*version=([\d.]+)\s*$/i.exec(accept)?.[1]
  return version === '1.4.0' || version === '1.3.0' ? version : undefined
})

/** Whether a call is for the practice's own service. */
export const isForUs = behaviour('bars.isForUs', (target: JsonObject | undefined, serviceId: string): boolean => target?.['system'] === 'https://fhir.nhs.uk/Id/dos-service-id' && target['value'] === serviceId)

/** The organisation that a header names; undefined where it names none. */
export const organisationIn = behaviour('bars.organisationIn', (resource: JsonObject | undefined): Sender | undefined => {
  const { resourceType, identifier, name } = resource ?? {}
  const ods = Array.isArray(identifier) ? identifier.filter(isObject).find(({ system }) => String(system).toLowerCase() === SYSTEM.odsCode.toLowerCase()) : undefined
  return resourceType === 'Organization' && typeof ods?.['value'] === 'string' && ods['value'] !== '' && typeof name === 'string' && name !== '' ? { odsCode: ods['value'], name } : undefined
})

function decoded(value: string): JsonObject | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return undefined
  const json = parseJson(Buffer.from(value, 'base64').toString('utf8'))
  return isObject(json) ? json : undefined
}

/**
 * Who calls, for whom: certificate, ids, version, target, organisation; in this order, so that a stranger learns nothing.
 *
 * @throws BarsError
 */
export function senderOf(context: RequestContext): Sender {
  const { proxyName, serviceId } = settingsOf(context.get('services'))
  const header = (name: string) => context.req.header(name) ?? ''
  if (!isTheProxy(context.env?.clientCertificate?.(), proxyName)) throw new BarsError('certificate', 'Only the BaRS proxy may connect.')
  if (!isTraceable(header('x-request-id'), header('x-correlation-id'))) throw new BarsError('required-missing', 'X-Request-Id and X-Correlation-Id are needed, as UUIDs.')
  if (versionIn(header('accept')) === undefined) throw new BarsError('version', 'Accept names no version of BaRS that this system speaks.')
  if (!isForUs(decoded(header('nhsd-target-identifier')), serviceId)) throw new BarsError('not-found', 'NHSD-Target-Identifier is no service of this practice.')
  const sender = organisationIn(decoded(header('nhsd-end-user-organisation')))
  if (!sender) throw new BarsError('required-missing', 'NHSD-End-User-Organisation names no organisation.')
  return sender
}

/** Who is written down for what comes from elsewhere: the organisation. */
export const agentOf = behaviour('bars.agentOf', ({ odsCode, name }: Sender) => ({ id: odsCode, name }))

/** Another organisation at work here: for operations and an audit trail that name whoever acts. */
export function asSender(context: RequestContext, sender: Sender): Work {
  const services = context.get('services')
  const now = services.clock.now()
  const role = { id: sender.odsCode, code: 'bars', name: 'Booking and referral', organisation: sender.odsCode, activities: [] }
  return {
    services,
    session: { id: context.get('interaction'), user: { ...agentOf(sender), professionalIds: {} }, roles: [role], roleId: role.id, idToken: '', formToken: '', authenticatedAt: now, lastActiveAt: now },
    role,
    device: `BaRS, ${deviceOf(context)}`,
    interaction: context.get('interaction'),
  }
}
