import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { stringify } from 'yaml'
import { APPLICATION_ID, APPLICATION_SECRET, CIS2_CLIENT_ID, freePort, referenceConfiguration } from '../../../cli/run/embedded.ts'
import { prepareKeys } from '../../../cli/run/keys.ts'
import { assay, ROOT } from './assay.ts'

/** A GP system that Assay has not started and knows only by its candidate file. */
export interface ExternalCandidate {
  /** Folder of its files; gone after the test. */
  folder: string
  candidateFile: string
  baseUrl: string
  /** Where it listens itself, should the base URL be that of something before it. */
  port: number
  /** Environment variables that its candidate file names. */
  env: Record<string, string>
  /** Writes another candidate file: the usual one, changed. */
  describe(name: string, change: (file: CandidateYaml) => void): string
  kill(): void
}

/** candidate.yaml as it comes out of `yaml`: tests put wrong things into it on purpose. */
export type CandidateYaml = Record<string, unknown> & { limits: Record<string, number>; drivers: Record<string, string>; national: { apiPlatform: Record<string, unknown>; cis2: Record<string, unknown>; eps: Record<string, unknown> } }

export interface ExternalOptions {
  context: { after(fn: () => void | Promise<void>): void }
  /** Base URL of something that stands before the system; made from the system's own port. */
  before?: (port: number) => Promise<string>
  capabilities?: string[]
}

/**
 * Starts the reference candidate as a supplier's system would be: in a process of its own, with data that `assay init` wrote,
 * pointed at ports of national services that start later.
 */
export async function startExternalCandidate({ context, before, capabilities = ['C5', 'C11', 'C12', 'C13', 'C14'] }: ExternalOptions): Promise<ExternalCandidate> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-external-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  const keys = await prepareKeys()
  const [port, hubPort, httpsPort, mutualPort] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  const baseUrl = before ? await before(port) : `https://127.0.0.1:${port}`
  await assay(['init', '--data', join(folder, 'data.json')])
  writeFileSync(join(folder, 'public-keys.json'), JSON.stringify({ keys: [keys.signingJwk] }))
  writeFileSync(join(folder, 'prescribers.pem'), keys.prescribers.authority)
  const describe: ExternalCandidate['describe'] = (name, change) => {
    const file: CandidateYaml = {
      name: 'External GP',
      version: '9.1',
      baseUrl,
      authority: resolve(keys.files.authority),
      capabilities,
      drivers: { default: 'api', screen: 'browser' },
      testAids: true,
      limits: { requestMs: 5000 },
      hub: { port: hubPort, httpsPort, mutualPort, environment: 'external' },
      national: {
        apiPlatform: { apiKey: { env: 'EXTERNAL_API_KEY' }, secret: { env: 'EXTERNAL_API_SECRET' }, jwks: 'public-keys.json', redirectUris: [`${baseUrl}/callback`] },
        eps: { prescriberAuthorities: ['prescribers.pem'] },
        cis2: { clientId: CIS2_CLIENT_ID, redirectUris: [`${baseUrl}/sign-in/callback`] },
      },
    }
    change(file)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), stringify(file))
    return join(folder, name)
  }

  const config = referenceConfiguration({ keys, nationalUrl: `https://127.0.0.1:${httpsPort}/e/external`, baseUrl, port, database: join(folder, 'practice.sqlite') })
  // What stands before it reads what goes through.
  if (before) Object.assign(config, { listen: { host: '127.0.0.1', port } })
  writeFileSync(join(folder, 'reference.json'), JSON.stringify(config))
  const child = spawn(process.execPath, [join(ROOT, 'candidate/reference/main.ts'), '--until-stdin-closes', '--config', join(folder, 'reference.json')], { stdio: ['pipe', 'pipe', 'inherit'] })
  context.after(() => void child.kill('SIGKILL'))
  await new Promise<void>((ready, fail) => {
    child.once('exit', (code) => fail(new Error(`the candidate ended with code ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => line.includes('"ready":true') && ready())
  })
  return {
    folder,
    candidateFile: describe('candidate.yaml', () => undefined),
    baseUrl,
    port,
    env: { EXTERNAL_API_KEY: APPLICATION_ID, EXTERNAL_API_SECRET: APPLICATION_SECRET },
    describe,
    kill: () => void child.kill('SIGKILL'),
  }
}
