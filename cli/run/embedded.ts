import { randomInt } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import type { CandidateConfig } from '../../config/candidate.ts'
import { loadWorld } from '../../config/world.ts'
import { accreditationOfPractice } from './accreditation.ts'
import { launchOnce, type Launch, type Launched } from './launch-reference.ts'
import { mailboxOfPractice } from './mailbox.ts'
import { dataContract } from './data-contract.ts'
import { SIGNING_KEY_ID, SPINE_PROXY_NAME, type RunKeys } from './keys.ts'

/** The embedded reference candidate, running in a process of its own. */
export interface Embedded extends Launched {
  config: CandidateConfig
}

export interface EmbeddedOptions {
  keys: RunKeys
  /** URL of its environment in the hub. */
  nationalUrl: string
  /** The same by the port that demands a client certificate, where MESH is; without it the candidate has no mailbox. */
  mutualUrl?: string | undefined
  /** Address users type; settled before it starts, since its registrations name it. */
  baseUrl: string
  /** Folder for its configuration and database. */
  folder: string
  /** Port to listen on. */
  port: number
  /** Named defects to switch on. */
  defects?: readonly string[]
  /** Where its data lives; in memory when absent. */
  database?: string
  testAids?: boolean
  /** Key of NHS Notify's callbacks; ours unless told. */
  callbackKey?: string
  /** How it reaches the Summary Care Record, unless the practice chooses otherwise; over the FHIR API when absent. */
  summaries?: 'fhir' | 'hl7'
  /** How long it may take to be ready, ms. */
  readyMs?: number
  /** For a hub on another machine. */
  elsewhere?: Elsewhere
  /** How it is started; as a process that runs for this once, unless said otherwise. */
  launch?: Launch
}

const LOOPBACK = '127.0.0.1'

/** What differs for a candidate whose hub is not on this machine. Files are PEM. */
export interface Elsewhere {
  /** Address of this machine that the hub can call. */
  host: string
  /** Certificate for that address. */
  server: { key: string; certificate: string }
  /** Whom the hub's certificate comes from, and what it lets candidates in with. */
  hub: { authority: string; key: string; certificate: string }
}

const READY_MS = 20_000

/** Starts the reference candidate against an environment and waits until it says that it is ready. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  mkdirSync(options.folder, { recursive: true })
  const file = join(options.folder, 'reference.json')
  writeFileSync(join(options.folder, 'data.json'), JSON.stringify(dataContract(), null, 2))
  writeFileSync(file, JSON.stringify(referenceConfiguration(options), null, 2))
  const running = await (options.launch ?? launchOnce)(file, options.defects ?? [], options.readyMs ?? READY_MS)
  return { config: candidateConfig(options), ...running }
}

/** What the reference candidate is told about itself. Mirrors candidate/reference/config/config.ts, which is not imported: it is another system. */
export function referenceConfiguration({ keys, nationalUrl, mutualUrl, baseUrl, port, database, testAids, summaries, callbackKey = NOTIFY_CALLBACK_KEY, elsewhere }: Omit<EmbeddedOptions, 'folder'>): object {
  const { practice, registrationLinks } = loadWorld()
  const path = (name: string) => resolve(name)
  const own = { key: keys.files.candidateKey, certificate: keys.files.candidateCertificate }
  const server = elsewhere?.server ?? own
  const hub = elsewhere?.hub ?? { authority: keys.files.authority, ...own }
  return {
    listen: { host: elsewhere?.host ?? LOOPBACK, port, tls: { key: path(server.key), cert: path(server.certificate), callers: path(keys.files.authority) } },
    publicUrl: baseUrl,
    database: database === undefined ? ':memory:' : path(database),
    practice: { odsCode: practice.odsCode, name: practice.name, telephone: practice.telephone, address: { line: practice.address, postalCode: practice.postcode } },
    data: 'data.json',
    national: {
      platformUrl: nationalUrl,
      tokenUrl: `${nationalUrl}/oauth2/token`,
      clientId: APPLICATION_ID,
      clientSecret: APPLICATION_SECRET,
      privateKey: path(keys.files.signingKey),
      keyId: SIGNING_KEY_ID,
      ca: path(hub.authority),
      clientCertificate: { key: path(hub.key), cert: path(hub.certificate) },
    },
    cis2: { issuer: `${nationalUrl}${CIS2_PATH}`, clientId: CIS2_CLIENT_ID, privateKey: path(keys.files.signingKey), keyId: SIGNING_KEY_ID },
    nhsLogin: { issuer: `${nationalUrl}${NHS_LOGIN_PATH}`, audience: APPLICATION_ID },
    // Short, so that a scenario about a service that does not answer does not take half a minute.
    timeouts: { connectMs: 2_000, nationalMs: 2_000, retryMs: 6_000 },
    session: { idleSeconds: 15 * 60, absoluteSeconds: 12 * 60 * 60 },
    testAids: testAids ?? true,
    areas: { ...(summaries && { summaries: { interface: summaries } }), 'registrations-mi': { supplier: SUPPLIER }, invitations: { callbackKey }, prescribing: { commissioner: commissioner(), prescribers: keys.prescribers.files }, ...(mutualUrl !== undefined && { mesh: { url: mutualUrl, ...mailboxOfPractice(), pollSeconds: 3600 }, spine: { url: mutualUrl, ...accreditationOfPractice(), spineName: SPINE_PROXY_NAME, pollSeconds: 3600 }, 'registration-links': registrationLinks }) },
  }
}

/** The organisation that pays for the practice's prescriptions: its integrated care board. */
function commissioner(): { odsCode: string; name: string } {
  const { practice, organisations } = loadWorld()
  const icb = organisations.find(({ odsCode }) => odsCode === practice.odsCode)?.icb
  const found = organisations.find(({ odsCode }) => odsCode === icb)
  if (!found) throw new Error(`Failed to find the commissioner of ${practice.odsCode}: config/world.yaml names none.`)
  return { odsCode: found.odsCode, name: found.name }
}

/** ODS code of whoever supplies the embedded candidate: made up, as ODS codes of suppliers are made. */
const SUPPLIER = 'YGM99'

/** API key under which the embedded candidate is registered with the API platform. */
export const APPLICATION_ID = 'reference-candidate-api-key'
/** Not a secret: it opens nothing but a mocked service on loopback. */
export const APPLICATION_SECRET = 'reference-candidate-secret'
/** Key agreed with NHS Notify for its callbacks. No secret, for the same reason. */
export const NOTIFY_CALLBACK_KEY = 'reference-candidate-notify-key'
export const CIS2_CLIENT_ID = 'reference-candidate.cis2'
export const CIS2_PATH = '/openam/oauth2/realms/root/realms/NHSIdentity/realms/Healthcare'
export const NHS_LOGIN_PATH = '/nhs-login'

function candidateConfig({ keys, baseUrl, testAids }: EmbeddedOptions): CandidateConfig {
  return {
    name: 'Reference candidate',
    version: '0.1.0',
    baseUrl,
    authority: keys.authority,
    capabilities: ['C1', 'C3', 'C4', 'C5', 'C7', 'C8', 'C9', 'C11', 'C12', 'C13', 'C14', 'C15'],
    interfaces: ['scr-fhir', 'scr-hl7'],
    drivers: { default: 'api', screen: 'browser' },
    fhirPath: '/FHIR/R4',
    limits: { requestMs: 15_000, pageMs: 10_000, scenarioMs: 60_000 },
    testAids: testAids ?? true,
    patientAudience: APPLICATION_ID,
  }
}

/**
 * Below the ports that Linux, macOS and Windows give to outgoing connections (32768 or 49152 and up): one of those
 * may be taken by any request of any process between the moment it is found free and the moment somebody listens on it.
 */
const PORTS = { from: 20_000, to: 32_000 }

/** A port nobody listens on at this moment, and that no outgoing connection will take. */
export async function freePort(host = LOOPBACK): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to)
    if (await isFree(port, host)) return port
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
