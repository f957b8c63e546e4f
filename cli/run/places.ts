import { join } from 'node:path'
import type { CandidateConfig, ExternalCandidate } from '../../config/candidate.ts'
import { ProblemsError } from '../../config/problem.ts'
import { breakdownText, startHub, type Hub } from '../../mocks/hub.ts'
import type { Environment } from '../../mocks/kit/environment.ts'
import { registerCandidate, type Registration } from '../../mocks/register-candidate.ts'
import type { SharedHub } from '../../reports/pack/shared-hub.ts'
import type { CallerCertificates, Place, RunSetup } from '../../steps/support/setup.ts'
import { APPLICATION_ID, APPLICATION_SECRET, CIS2_CLIENT_ID, NOTIFY_CALLBACK_KEY, freePort, startEmbedded, type Embedded } from './embedded.ts'
import { hubCertificate, type RunKeys } from './keys.ts'
import type { Launch } from './launch-reference.ts'

/** Where scenarios run. */
export interface RunPlaces {
  /** Address of the hub. */
  at: string
  /** The hub, where it is one that others share. */
  sharedHub?: SharedHub
  list: Place[]
  /** Control API of the hub, for places that have no access of their own. */
  control?: RunSetup['hub']
  /** What broke in the hub so far, in the order in which it became known: nobody's fault but ours. A sentence each. */
  troubles(): string[]
  /** Looks once more for what `troubles` tells. */
  look(): Promise<void>
  stop(): Promise<void>
}

/** Places in a hub of our own. */
export interface Places extends RunPlaces {
  hub: Hub
}

export interface PlacesOptions {
  workers: number
  seed: number
  /** See `nextSeries`; the seed unless told. */
  series?: number
  keys: RunKeys
  /** Folder for the embedded candidates' configurations. */
  folder: string
  defects?: readonly string[]
  /** How embedded candidates are started, when not each as a process of its own. */
  launch?: Launch
  external?: ExternalCandidate | undefined
}

/** A real candidate has one environment, which all workers share; the embedded one is started per worker, each in a world of its own. */
export function openPlaces(options: PlacesOptions): Promise<Places> {
  return options.external ? openExternal(options, options.external) : openEmbedded(options)
}

async function openEmbedded({ workers, seed, series = seed, keys, folder, defects, launch }: PlacesOptions): Promise<Places> {
  const hub = await startHub({ tls: { server: keys.hub, authority: keys.authority } })
  const candidates: Embedded[] = []
  const stop = async () => {
    await Promise.all(candidates.map((candidate) => candidate.stop()))
    await hub.close()
  }
  try {
    const list = await allSettled(
      Array.from({ length: workers }, async (_, worker): Promise<Place> => {
        const environment = hub.open(`w${worker}`, series)
        const nationalUrl = `${hub.urls.https}${environment.prefix}`
        const mutualUrl = hub.urls.mutual && `${hub.urls.mutual}${environment.prefix}`
        const candidate = await onFreePort((port) => {
          const baseUrl = `https://127.0.0.1:${port}`
          registerEmbedded(environment, baseUrl, keys)
          return startEmbedded({ keys, nationalUrl, mutualUrl, baseUrl, port, folder: join(folder, environment.id), ...(defects && { defects }), ...(launch && { launch }) })
        })
        candidates.push(candidate)
        return { environment: environment.id, nationalUrl, candidate: candidate.config, callers: callerCertificates(keys) }
      }),
    )
    return { ...telling(hub), list, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const telling = (hub: Hub): Omit<Places, 'list' | 'stop'> => ({ hub, control: { url: hub.urls.http, controlKey: hub.controlKey }, at: hub.urls.https ?? hub.urls.http, troubles: () => hub.breakdowns.map(breakdownText), look: () => Promise.resolve() })

/** All of them, or the first failure once none is under way any more: what is opened or started later could not be stopped. */
export async function allSettled<T>(places: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(places)
  return settled.map((place) => {
    if (place.status === 'rejected') throw place.reason
    return place.value
  })
}

const PORT_ATTEMPTS = 5

/** Starts something on a free port. Between looking and listening somebody else may take it: then on another. */
export async function onFreePort<T>(start: (port: number) => Promise<T>, host?: string): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePort(host))
    } catch (error) {
      if (attempt === PORT_ATTEMPTS || !String(error).includes('EADDRINUSE')) throw error
    }
  }
}

/** Makes the embedded candidate known to the national services of an environment. */
export function registerEmbedded(environment: Environment, baseUrl: string, keys: RunKeys): void {
  registerCandidate(environment, registrationOfEmbedded(baseUrl, keys))
}

/** By what the national services know the embedded candidate. */
export function registrationOfEmbedded(baseUrl: string, keys: RunKeys): Registration {
  return {
    application: { id: APPLICATION_ID, secret: APPLICATION_SECRET, redirectUris: [`${baseUrl}/sign-in/callback`] },
    cis2: { clientId: CIS2_CLIENT_ID, redirectUris: [`${baseUrl}/sign-in/callback`] },
    jwks: { keys: [keys.signingJwk] },
    callback: callbackAt(baseUrl, keys, keys.authority),
    notifyCallback: notifyCallbackAt(baseUrl, { applicationId: APPLICATION_ID, apiKey: NOTIFY_CALLBACK_KEY, authority: keys.authority }),
    spineAddress: spineAddressAt(baseUrl, keys, keys.authority),
    prescriberAuthorities: [keys.prescribers.authority],
  }
}

/** Where docs/candidate-contract.md has the receipts of the NHS App go; `authority` signed the candidate's server certificate. */
function callbackAt(baseUrl: string, { nhsApp }: RunKeys, authority: string | undefined) {
  return { url: `${baseUrl}/nhs-app/callback`, ...nhsApp, ...(authority !== undefined && { authority }) }
}

/** Where docs/candidate-contract/gp2gp.md has messages of the Spine go. */
function spineAddressAt(baseUrl: string, { spineProxy }: RunKeys, authority: string | undefined) {
  return { url: `${baseUrl}/spine/messages`, ...spineProxy.current, ...(authority !== undefined && { authority }) }
}

/** What callers of a candidate hold, for scenarios in which the harness is one. */
export const callerCertificates = ({ spineProxy, nhsApp }: RunKeys): CallerCertificates => ({ spineProxy: spineProxy.current, spineProxyExpired: spineProxy.expired, other: nhsApp })

/** Where docs/candidate-contract.md has the callbacks of NHS Notify go. */
function notifyCallbackAt(baseUrl: string, { authority, ...agreed }: { applicationId: string; apiKey: string; authority: string | undefined }) {
  const at = `${baseUrl}/nhs-notify/callback`
  return { messageStatusUrl: `${at}/message-status`, channelStatusUrl: `${at}/channel-status`, ...agreed, ...(authority !== undefined && { authority }) }
}

async function openExternal({ seed, series = seed, keys }: PlacesOptions, external: ExternalCandidate): Promise<Places> {
  const { hub, environment } = await hostExternal(external, keys, series)
  return {
    ...telling(hub),
    list: [{ environment: environment.id, nationalUrl: `${hub.urls.https}${environment.prefix}`, candidate: trusting(external.config, keys.authority), callers: callerCertificates(keys) }],
    stop: () => hub.close(),
  }
}

/** Starts a hub where a candidate file says that the candidate expects it, with an environment in which it is known. */
export async function hostExternal(external: ExternalCandidate, keys: RunKeys, series: number): Promise<{ hub: Hub; environment: Environment }> {
  const { hub: at } = external
  const server = await hubCertificate(keys, at.host)
  const hub = await startHub({ host: at.host, port: at.port, tls: { server, authority: keys.authority, httpsPort: at.httpsPort, mutualPort: at.mutualPort } }).catch(refuseTakenPort)
  const environment = hub.open(at.environment, series)
  environment.livesOn = true
  registerCandidate(environment, registrationOfExternal(external, keys))
  return { hub, environment }
}

/** By what the national services know a candidate, as its file says. */
export function registrationOfExternal({ config, national }: ExternalCandidate, keys: RunKeys): Registration {
  return {
    application: { id: national.apiPlatform.apiKey, secret: national.apiPlatform.secret, redirectUris: national.apiPlatform.redirectUris },
    cis2: national.cis2,
    jwks: national.apiPlatform.jwks as never,
    callback: callbackAt(config.baseUrl, keys, config.authority),
    // The secret of the API platform serves as the key of callbacks, too: one secret less to hand over.
    notifyCallback: notifyCallbackAt(config.baseUrl, { applicationId: national.apiPlatform.apiKey, apiKey: national.apiPlatform.secret, authority: config.authority }),
    spineAddress: spineAddressAt(config.baseUrl, keys, config.authority),
    prescriberAuthorities: national.eps.prescriberAuthorities,
  }
}

/** On the way through the sign-in the harness meets the mocked CIS2, whose certificate comes from our own authority. */
export function trusting(config: CandidateConfig, authority: string): CandidateConfig {
  return { ...config, authority: [config.authority, authority].filter((pem) => pem !== undefined).join('\n') }
}

/** @throws ProblemsError when a port is taken, and the error itself otherwise */
export function refuseTakenPort(error: unknown): never {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
  throw new ProblemsError([
    {
      code: 'ASSAY_HUB_PORT_TAKEN',
      what: 'Failed to start the national services',
      place: `port ${port}`,
      seen: String(code),
      expected: 'a free port',
      remedy: 'Stop what listens there, or name other ports: under "hub" in the candidate file, or with --port, --https-port and --mutual-port.',
    },
  ])
}
