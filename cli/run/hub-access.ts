import { X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { ProblemsError, type Problem } from '../../config/problem.ts'
import type { ControlAccess } from '../../mocks/control-request.ts'
import type { Credentials } from '../../mocks/kit/certificates.ts'
import { sha256 } from '../../reports/pack/sha256.ts'

/** What one has to hold to use a hub that others share: one file, made by `assay mocks --listen`, secret. */
export interface HubAccess {
  /** Where the hub demands a client certificate. */
  url: string
  /** The hub's control key. */
  key: string
  /** PEM of the authority that signed the hub's certificate. */
  authority: string
  /** With which a run connects to the control API. */
  run: Credentials
  /** With which a candidate connects to the services that demand a certificate. */
  candidate: Credentials
}

/** @param file written for its owner only */
export function writeHubAccess(file: string, access: HubAccess): void {
  writeFileSync(file, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 })
}

/** @throws ProblemsError naming all that is wrong with the file */
export function loadHubAccess(file: string): HubAccess {
  const refuse = (seen: string, place = file): Problem => ({
    code: 'ASSAY_HUB_ACCESS_INVALID',
    what: 'Failed to read how to reach the shared hub',
    place,
    seen,
    expected: 'the file that "assay mocks --listen HOST --access FILE" wrote',
    remedy: 'Get the file from whoever started the hub.',
  })
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new ProblemsError([refuse(error instanceof Error ? error.message : String(error))])
  }
  const at = (...path: string[]): string | undefined => {
    const value = path.reduce<unknown>((within, name) => (typeof within === 'object' && within !== null ? (within as Record<string, unknown>)[name] : undefined), content)
    return typeof value === 'string' ? value : undefined
  }
  const texts = [['url'], ['key'], ['authority'], ['run', 'key'], ['run', 'certificate'], ['candidate', 'key'], ['candidate', 'certificate']]
  const problems = texts.flatMap((path) => (at(...path) ? [] : [refuse('no text', `${file} /${path.join('/')}`)]))
  if (at('url') && !/^https:\/\/[^/]+$/.test(at('url')!)) problems.push(refuse(at('url')!, `${file} /url`))
  for (const path of [['authority'], ['run', 'certificate'], ['candidate', 'certificate']]) {
    const pem = at(...path)
    const why = pem && certificateProblem(pem)
    if (why) problems.push(refuse(why, `${file} /${path.join('/')}`))
  }
  if (problems.length > 0) throw new ProblemsError(problems)
  return content as HubAccess
}

function certificateProblem(pem: string): string | undefined {
  try {
    const { validFrom, validTo } = new X509Certificate(pem)
    const now = Date.now()
    return Date.parse(validFrom) > now || Date.parse(validTo) < now ? `a certificate that is valid from ${validFrom} to ${validTo}` : undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** SHA-256 (hex) of the certificate of the hub's authority, in DER: by this a hub is known, without being let in. */
export const authorityDigest = (pem: string): string => sha256(new X509Certificate(pem).raw)

/** What the clients of the control API need of it. */
export const controlAccess = ({ url, key, authority, run }: HubAccess): ControlAccess => ({ url, key, tls: { authority, ...run } })
