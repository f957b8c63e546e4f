import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import type { ExternalCandidate } from '../../config/candidate.ts'
import { ProblemsError } from '../../config/problem.ts'
import { ControlFailed } from '../../mocks/control-request.ts'
import { createHubClient, type OpenedEnvironment } from '../../mocks/hub-client.ts'
import type { GuestRequest } from '../../mocks/guests.ts'
import type { Place } from '../../steps/support/setup.ts'
import { startEmbedded, type Embedded, type Elsewhere } from './embedded.ts'
import { authorityDigest, controlAccess, type HubAccess } from './hub-access.ts'
import { candidateCertificate, type RunKeys } from './keys.ts'
import { allSettled, callerCertificates, onFreePort, registrationOfEmbedded, registrationOfExternal, trusting, type PlacesOptions, type RunPlaces } from './places.ts'
import { hubProblem } from './reach-hub.ts'

/** Who is not heard of for so long is taken for gone; heard of is this process every `RENEW_MS`. */
const LEASE_SECONDS = 90
const RENEW_MS = 20_000

/**
 * Places in a hub that others share. Each has an environment there, which is closed when the run stops, and which the hub closes
 * when this process is no more.
 *
 * @throws ProblemsError when the hub refuses
 */
export async function openGuestPlaces(options: PlacesOptions & { runId: string }, access: HubAccess): Promise<RunPlaces> {
  const client = createHubClient(controlAccess(access))
  const opened: OpenedEnvironment[] = []
  const candidates: Embedded[] = []
  const troubles: string[] = []
  /** How many breakdowns of each environment are among the troubles. */
  const known = new Map<string, number>()

  const look = async (): Promise<void> => {
    await Promise.all(
      opened.map(async (environment) => {
        try {
          const { breakdowns } = await environment.renew()
          troubles.push(...breakdowns.slice(known.get(environment.id) ?? 0))
          known.set(environment.id, breakdowns.length)
        } catch (error) {
          if (!(error instanceof ControlFailed)) throw error
          const trouble = `The shared hub was not there for the run all the time: ${error.message}`
          if (!troubles.includes(trouble)) troubles.push(trouble)
        }
      }),
    )
  }
  const renewing = setInterval(() => void look(), RENEW_MS).unref()
  const stop = async (): Promise<void> => {
    clearInterval(renewing)
    await Promise.all(candidates.map((candidate) => candidate.stop()))
    await Promise.all(
      opened.map((environment) =>
        environment.close().catch((error: unknown) => {
          // What could not be closed the hub will close by itself; whether that harmed the run, it has told already.
          if (!(error instanceof ControlFailed)) throw error
        }),
      ),
    )
  }
  const open = async (request: GuestRequest): Promise<OpenedEnvironment> => {
    const environment = await client.open({ ...request, leaseSeconds: LEASE_SECONDS })
    opened.push(environment)
    return environment
  }

  try {
    const { urls, services, assay } = await client.facts()
    const sharedHub = { ...(assay !== undefined && { assay }), ...(services !== undefined && { services }), authority: authorityDigest(access.authority) }
    const list = options.external
      ? [await placeOfExternal(options, options.external, open, urls.https, access)]
      : await placesOfEmbedded(options, open, urls, access, candidates)
    return { at: urls.https, sharedHub, list, troubles: () => troubles, look, stop }
  } catch (error) {
    await stop()
    throw error instanceof ControlFailed ? new ProblemsError([hubProblem(error, access)]) : error
  }
}

type Open = (request: GuestRequest) => Promise<OpenedEnvironment>

const guestOf = ({ id, access }: OpenedEnvironment): Pick<Place, 'guest'> => ({ guest: { id, access } })

async function placesOfEmbedded({ workers, seed, series = seed, keys, folder, defects, launch, runId }: PlacesOptions & { runId: string }, open: Open, urls: { https: string; mutual: string }, access: HubAccess, candidates: Embedded[]): Promise<Place[]> {
  const elsewhere = await reachableFrom(access, keys, folder)
  // A run that is gone on with may find what it left behind when it was killed.
  const sitting = `${runId.toLowerCase()}-${randomBytes(3).toString('hex')}`
  return allSettled(
    Array.from({ length: workers }, async (_, worker): Promise<Place> => {
      const name = `w${worker}`
      const environment = await open({ id: `${sitting}-${name}`, seed: series })
      const nationalUrl = urls.https + environment.prefix
      const candidate = await onFreePort(async (port) => {
        const baseUrl = `https://${elsewhere.host}:${port}`
        await environment.register(registrationOfEmbedded(baseUrl, keys))
        return startEmbedded({ keys, nationalUrl, mutualUrl: urls.mutual + environment.prefix, baseUrl, port, folder: join(folder, name), elsewhere, ...(defects && { defects }), ...(launch && { launch }) })
      }, elsewhere.host)
      candidates.push(candidate)
      return { environment: name, nationalUrl, candidate: trusting(candidate.config, access.authority), callers: callerCertificates(keys), ...guestOf(environment) }
    }),
  )
}

async function placeOfExternal({ seed, series = seed, keys }: PlacesOptions, external: ExternalCandidate, open: Open, https: string, access: HubAccess): Promise<Place> {
  const { environment: id, token } = external.hub
  const environment = await open({ id, seed: series, livesOn: true, ...(token !== undefined && { token }) })
  await environment.register(registrationOfExternal(external, keys))
  return { environment: id, nationalUrl: https + environment.prefix, candidate: trusting(external.config, access.authority), callers: callerCertificates(keys), ...guestOf(environment) }
}

/** Where services that call back find the embedded candidate, and what it trusts and shows: a hub elsewhere has an authority of its own. */
async function reachableFrom({ url, authority, candidate }: HubAccess, keys: RunKeys, folder: string): Promise<Elsewhere> {
  const host = await ownAddressTowards(new URL(url))
  const server = await candidateCertificate(keys, host)
  mkdirSync(folder, { recursive: true })
  const write = (name: string, content: string): string => {
    const file = resolve(folder, name)
    writeFileSync(file, content, { mode: 0o600 })
    return file
  }
  return {
    host,
    server: { key: write('server.key', server.key), certificate: write('server.pem', server.certificate) },
    hub: { authority: write('hub-authority.pem', authority), key: write('hub-client.key', candidate.key), certificate: write('hub-client.pem', candidate.certificate) },
  }
}

/** The address of this machine that a host sees when we connect to it: on loopback when it is this machine. */
function ownAddressTowards({ hostname, port }: URL): Promise<string> {
  return new Promise((done, fail) => {
    const socket = connect(Number(port || 443), hostname.replace(/^\[|\]$/g, ''), () => {
      const address = socket.localAddress
      socket.destroy()
      if (address === undefined) fail(new ControlFailed(`Failed to reach the hub at ${hostname}: it left at once.`))
      else done(address)
    })
    socket.once('error', (cause) => fail(new ControlFailed(`Failed to reach the hub at ${hostname}: ${cause.message}.`, { code: 'ASSAY_HUB_UNREACHABLE', cause })))
  })
}
