import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exportJWK, importSPKI, type JWK } from 'jose'
import { createAuthority, issueCertificate, type Credentials } from '../../mocks/kit/certificates.ts'
import { WORK_FOLDER } from '../paths.ts'
import { preparePrescriberKeys, type PrescriberKeys } from './prescriber-keys.ts'

/** Keys and certificates that Assay makes for itself, kept between runs because RSA keys take long to make. */
export interface RunKeys {
  /** Folder that holds them as PEM files. */
  folder: string
  /** Authority that signed the hub's and the embedded candidate's TLS certificates. */
  authority: string
  hub: Credentials
  /** The embedded candidate's client certificate and its server certificate in one. */
  candidate: Credentials
  /** With which the NHS App proves who it is when it posts a receipt. */
  nhsApp: Credentials
  /** With which the Spine Secure Proxy connects to a GP system, and one of the same name that has run out. */
  spineProxy: { current: Credentials; expired: Credentials }
  /** PEM files the embedded candidate is pointed at. */
  files: { authority: string; candidateKey: string; candidateCertificate: string; signingKey: string }
  /** Public half of the embedded candidate's signing key (RSA), as registered with the API platform (RS512) and CIS2 (RS256): so no alg. */
  signingJwk: JWK
  /** With which prescribers sign. */
  prescribers: PrescriberKeys
}

export const SIGNING_KEY_ID = 'reference-1'
/** Common name of the NHS App's certificate. */
export const NHS_APP_NAME = 'NHS App'

/** Common name of the Spine Secure Proxy's certificate. */
export const SPINE_PROXY_NAME = 'proxy.spine.assay.example'

/** Where the hub is found unless a candidate file names another host. */
const HUB_HOSTS = ['127.0.0.1', 'localhost']

const DAY = 24 * 60 * 60 * 1000

/** Makes what is missing or about to run out, reuses the rest. Several runs may start at once. */
export async function prepareKeys(folder = join(WORK_FOLDER, 'keys', 'run')): Promise<RunKeys> {
  const file = (name: string) => join(folder, name)
  const read = (name: string) => readFileSync(file(name), 'utf8')
  if (!areCurrent(folder)) await renewKeys(folder)

  const publicKey = await importSPKI(read('candidate-signing.pub'), 'RS512', { extractable: true })
  return {
    folder,
    authority: read('authority.pem'),
    hub: { key: read('hub.key'), certificate: read('hub.pem') },
    candidate: { key: read('candidate.key'), certificate: read('candidate.pem') },
    nhsApp: { key: read('nhs-app.key'), certificate: read('nhs-app.pem') },
    spineProxy: {
      current: { key: read('spine-proxy.key'), certificate: read('spine-proxy.pem') },
      expired: { key: read('spine-proxy-expired.key'), certificate: read('spine-proxy-expired.pem') },
    },
    files: { authority: file('authority.pem'), candidateKey: file('candidate.key'), candidateCertificate: file('candidate.pem'), signingKey: file('candidate-signing.key') },
    signingJwk: { ...(await exportJWK(publicKey)), kid: SIGNING_KEY_ID, use: 'sig' },
    prescribers: await preparePrescriberKeys(join(dirname(folder), 'prescribers')),
  }
}

/** The hub's certificate, good for the host that a candidate reaches it by. */
export async function hubCertificate({ hub, authority, folder }: RunKeys, host: string): Promise<Credentials> {
  if (HUB_HOSTS.includes(host)) return hub
  return issueCertificate(issuerOf({ authority, folder }), { commonName: 'Assay hub', hosts: [host, ...HUB_HOSTS], use: 'server' })
}

/** The embedded candidate's certificate, good for the address at which a hub on another machine calls it. */
export async function candidateCertificate({ candidate, authority, folder }: RunKeys, host: string): Promise<Credentials> {
  if (HUB_HOSTS.includes(host)) return candidate
  return issueCertificate(issuerOf({ authority, folder }), { commonName: 'Reference candidate', hosts: [host, ...HUB_HOSTS], use: 'both' })
}

/** A certificate with which somebody connects to a hub that demands one. */
export function clientCertificate(keys: RunKeys, commonName: string): Promise<Credentials> {
  return issueCertificate(issuerOf(keys), { commonName, use: 'client' })
}

const issuerOf = ({ authority, folder }: Pick<RunKeys, 'authority' | 'folder'>): Credentials => ({ key: readFileSync(join(folder, 'authority.key'), 'utf8'), certificate: authority })

/** Stands in a folder that has all kinds of keys and certificates that there are now. Rename it when there are more. */
const KINDS = 'kinds-2'

function areCurrent(folder: string): boolean {
  const madeAt = join(folder, 'made-at')
  // Folders of before the marker are made anew: their authorities could not be told apart from those of other machines.
  return existsSync(madeAt) && existsSync(join(folder, KINDS)) && Date.now() - Number(readFileSync(madeAt, 'utf8')) <= 300 * DAY
}

/** Made aside and put in place whole: another run may be making its own at this moment, and the first one counts. */
async function renewKeys(folder: string): Promise<void> {
  const beside = dirname(folder)
  mkdirSync(beside, { recursive: true, mode: 0o700 })
  const fresh = mkdtempSync(join(beside, 'fresh-'))
  const write = (name: string, content: string) => writeFileSync(join(fresh, name), content, { mode: 0o600 })
  const authority = await createAuthority()
  const hub = await issueCertificate(authority, { commonName: 'Assay hub', hosts: HUB_HOSTS, use: 'server' })
  const candidate = await issueCertificate(authority, { commonName: 'Reference candidate', hosts: ['127.0.0.1', 'localhost'], use: 'both' })
  const nhsApp = await issueCertificate(authority, { commonName: NHS_APP_NAME, use: 'client' })
  const spineProxy = await issueCertificate(authority, { commonName: SPINE_PROXY_NAME, use: 'client' })
  const spineProxyExpired = await issueCertificate(authority, {
    commonName: SPINE_PROXY_NAME,
    use: 'client',
    notBefore: new Date(Date.now() - 30 * DAY),
    notAfter: new Date(Date.now() - DAY),
  })
  const signing = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
  write('authority.pem', authority.certificate)
  write('authority.key', authority.key)
  write('hub.pem', hub.certificate)
  write('hub.key', hub.key)
  write('candidate.pem', candidate.certificate)
  write('candidate.key', candidate.key)
  write('nhs-app.pem', nhsApp.certificate)
  write('nhs-app.key', nhsApp.key)
  write('spine-proxy.pem', spineProxy.certificate)
  write('spine-proxy.key', spineProxy.key)
  write('spine-proxy-expired.pem', spineProxyExpired.certificate)
  write('spine-proxy-expired.key', spineProxyExpired.key)
  write('candidate-signing.key', signing.privateKey)
  write('candidate-signing.pub', signing.publicKey)
  write(KINDS, '')
  write('made-at', String(Date.now()))

  const old = `${fresh}-old`
  try {
    if (areCurrent(folder)) return
    if (existsSync(folder)) renameSync(folder, old)
    renameSync(fresh, folder)
  } catch (error) {
    if (!areCurrent(folder)) throw error
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
  }
}
