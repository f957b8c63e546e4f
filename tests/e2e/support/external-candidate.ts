import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { stringify } from 'yaml'
import { APPLICATION_ID, APPLICATION_SECRET, CIS2_CLIENT_ID, freePort, referenceConfiguration } from '../../../cli/run/embedded.ts'
import { prepareKeys } from '../../../cli/run/keys.ts'
import { assay, ROOT } from './assay.ts'

/** candidate.yaml before it is text: tests put wrong things into it on purpose. */
export interface CandidateYaml {
  [field: string]: unknown
  limits: Record<string, number>
  drivers: Record<string, string>
  national: Record<'apiPlatform' | 'cis2' | 'eps', Record<string, unknown>>
}

/** The files with which a supplier describes a system, and what they say. */
export interface Description {
  /** Folder of the files; gone after the test. */
  folder: string
  candidateFile: string
  baseUrl: string
  /** Environment variables that the candidate file names. */
  env: Record<string, string>
  /** Where the candidate file says that it expects the national services. */
  nationalUrl: string
  /** The same by the port that demands a client certificate. */
  mutualUrl: string
  /** Writes another candidate file beside the usual one: the same, changed. */
  describe(name: string, change: (file: CandidateYaml) => void): string
}

interface Context {
  after(fn: () => void | Promise<void>): void
}

/** Describes a system at an address; nothing need be there. */
export async function describeCandidate(context: Context, baseUrl: string): Promise<Description> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-external-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const keys = await prepareKeys()
  const [port, httpsPort, mutualPort] = await Promise.all([freePort(), freePort(), freePort()])
  writeFileSync(join(folder, 'public-keys.json'), JSON.stringify({ keys: [keys.signingJwk] }))
  writeFileSync(join(folder, 'prescribers.pem'), keys.prescribers.authority)
  const describe: Description['describe'] = (name, change) => {
    const file: CandidateYaml = {
      name: 'External GP',
      version: '9.1',
      baseUrl,
      authority: resolve(keys.files.authority),
      capabilities: ['C5', 'C11', 'C12', 'C13', 'C14'],
      drivers: { default: 'api', screen: 'browser' },
      testAids: true,
      limits: { requestMs: 5000 },
      hub: { port, httpsPort, mutualPort, environment: 'external' },
      national: {
        apiPlatform: { apiKey: { env: 'EXTERNAL_API_KEY' }, secret: { env: 'EXTERNAL_API_SECRET' }, jwks: 'public-keys.json', redirectUris: [`${baseUrl}/callback`] },
        cis2: { clientId: CIS2_CLIENT_ID, redirectUris: [`${baseUrl}/sign-in/callback`] },
        eps: { prescriberAuthorities: ['prescribers.pem'] },
      },
    }
    change(file)
    writeFileSync(join(folder, name), stringify(file))
    return join(folder, name)
  }
  return {
    folder,
    candidateFile: describe('candidate.yaml', () => undefined),
    baseUrl,
    env: { EXTERNAL_API_KEY: APPLICATION_ID, EXTERNAL_API_SECRET: APPLICATION_SECRET },
    nationalUrl: `https://127.0.0.1:${httpsPort}/e/external`,
    mutualUrl: `https://127.0.0.1:${mutualPort}/e/external`,
    describe,
  }
}

/** A GP system that Assay has not started and knows only by its candidate file. */
export interface ExternalCandidate extends Description {
  /** Ends it at once, as a crash would. */
  kill(): void
}

/**
 * Starts the reference candidate as a supplier's system would be: in a process of its own, with data that `assay init` wrote,
 * pointed at national services that start later, or are at `nationalUrl`. `before` stands between it and the world, and gives the address it has there.
 * `byMessage`: it is on the Spine, and was live on the messages of the Summary Care Record before there was the FHIR API.
 */
export async function startExternalCandidate(context: Context, { before, nationalUrl, byMessage = false }: { before?: (port: number) => Promise<string>; nationalUrl?: string; byMessage?: boolean } = {}): Promise<ExternalCandidate> {
  const port = await freePort()
  const baseUrl = before ? await before(port) : `https://127.0.0.1:${port}`
  const description = await describeCandidate(context, baseUrl)
  const file = (name: string) => join(description.folder, name)
  await assay(['init', '--data', file('data.json')])
  const config = referenceConfiguration({ keys: await prepareKeys(), nationalUrl: nationalUrl ?? description.nationalUrl, baseUrl, port, database: file('practice.sqlite'), callbackKey: APPLICATION_SECRET, ...(byMessage && { mutualUrl: description.mutualUrl, summaries: 'hl7' }) })
  // What stands before it has to read what goes through.
  writeFileSync(file('reference.json'), JSON.stringify({ ...config, ...(before && { listen: { host: '127.0.0.1', port } }) }))
  const child = spawn(process.execPath, [join(ROOT, 'candidate/reference/main.ts'), '--until-stdin-closes', '--config', file('reference.json')], { stdio: ['pipe', 'pipe', 'inherit'] })
  context.after(() => void child.kill('SIGKILL'))
  await new Promise<void>((ready, fail) => {
    child.once('exit', (code) => fail(new Error(`the candidate ended with code ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => line.includes('"ready":true') && ready())
  })
  return { ...description, kill: () => void child.kill('SIGKILL') }
}
