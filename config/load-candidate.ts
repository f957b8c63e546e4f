import { createPublicKey, X509Certificate, type JsonWebKey } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { CandidateConfig, ExternalCandidate } from './candidate.ts'
import { checkBrowserMap } from './check-browser-map.ts'
import { DEFAULT_INTERFACES, type Interface } from './interfaces.ts'
import { ProblemsError, type Problem } from './problem.ts'
import { readYamlFile, type YamlFile, type YamlPath } from './yaml-file.ts'

interface CandidateFile extends Pick<CandidateConfig, 'name' | 'version' | 'baseUrl' | 'capabilities'> {
  interfaces?: Interface[]
  authority?: string
  drivers?: Record<string, string>
  fhirPath?: string
  browserMap?: string
  testAids?: boolean
  limits?: Partial<CandidateConfig['limits']>
  hub?: Partial<Omit<ExternalCandidate['hub'], 'token'>> & { token?: { env: string } }
  national: {
    apiPlatform: { apiKey: { env: string }; secret?: { env: string }; jwks: string; redirectUris?: string[] }
    cis2: { clientId: string; redirectUris: string[] }
    eps?: { prescriberAuthorities: string[] }
    nhsLogin?: { audience: string }
  }
}

const LIMITS = { requestMs: 15_000, pageMs: 10_000, scenarioMs: 60_000 }
const HUB = { host: '127.0.0.1', port: 9800, httpsPort: 9843, mutualPort: 9844, environment: 'candidate' }
const BUILT_IN_DRIVERS = ['api', 'browser', 'none']
const JWKS: YamlPath = ['national', 'apiPlatform', 'jwks']
/** Members of a JWK that only whoever signs may know (RFC 7518, 6.3.2 and 6.4). */
const PRIVATE_PARTS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']

/**
 * Reads candidate.yaml and everything it points to.
 *
 * @throws ProblemsError with all that is wrong: schema, files, keys, certificates and their dates, environment variables
 */
export function loadCandidate(file: string, env: NodeJS.ProcessEnv = process.env): ExternalCandidate {
  if (!isFile(file)) {
    throw new ProblemsError([
      { code: 'ASSAY_CANDIDATE_NOT_FOUND', what: 'Failed to read the candidate file: it is not there', place: file, remedy: 'Name an existing file, or make one with "assay init".' },
    ])
  }
  const yaml = readYamlFile<CandidateFile>(file, { schema: 'candidate', what: 'candidate file', code: 'ASSAY_CANDIDATE_INVALID' })
  const problems: Problem[] = [...yaml.problems, ...inlineSecrets(yaml)]
  const path = (name: string) => resolve(dirname(file), name)
  // What the schema found wrong does not keep us from looking at the rest: a user mends all of it in one go.
  const text = (at: YamlPath) => textAt(yaml.raw, at)

  const authority = text(['authority']) === undefined ? undefined : readCertificate(path(text(['authority'])!), yaml, ['authority'], problems)
  const jwks = text(JWKS) === undefined ? { keys: [] } : readJwks(path(text(JWKS)!), yaml, problems)
  const prescriberAuthorities = readPrescriberAuthorities(path, yaml, problems)
  const secret = (at: YamlPath): string => {
    const name = text([...at, 'env'])
    const found = name === undefined ? undefined : env[name]
    if (name !== undefined && !found) {
      problems.push({
        code: 'ASSAY_CANDIDATE_SECRET_MISSING',
        what: `Failed to read the candidate file: the environment variable for ${at.join('.')} is not set`,
        place: yaml.place([...at, 'env']),
        seen: `${name} is empty or absent`,
        remedy: `Set ${name} before the run.`,
      })
    }
    return found ?? ''
  }
  const apiKey = secret(['national', 'apiPlatform', 'apiKey'])
  const clientSecret = secret(['national', 'apiPlatform', 'secret'])
  const hubToken = secret(['hub', 'token'])
  const drivers = resolveDrivers(yaml.raw, path, yaml, problems)
  const browserMap = text(['browserMap']) === undefined ? undefined : path(text(['browserMap'])!)
  if (browserMap !== undefined) {
    problems.push(...(isFile(browserMap) ? checkBrowserMap(browserMap) : [missing('browserMap', browserMap, yaml.place(['browserMap']))]))
  }

  const { value } = yaml
  if (problems.length > 0 || !value) throw new ProblemsError(problems)
  return {
    config: {
      name: value.name,
      version: value.version,
      baseUrl: value.baseUrl,
      capabilities: value.capabilities,
      interfaces: value.interfaces ?? DEFAULT_INTERFACES,
      drivers,
      fhirPath: value.fhirPath ?? '/FHIR/R4',
      limits: { ...LIMITS, ...value.limits },
      testAids: value.testAids ?? false,
      patientAudience: value.national.nhsLogin?.audience ?? apiKey,
      ...(authority && { authority }),
      ...(browserMap && { browserMap }),
    },
    hub: { ...HUB, ...value.hub, token: hubToken || undefined },
    national: {
      apiPlatform: { apiKey, secret: clientSecret, jwks, redirectUris: value.national.apiPlatform.redirectUris ?? [] },
      cis2: value.national.cis2,
      eps: { prescriberAuthorities },
    },
  }
}

/** A non-empty text of a file that may be wrong all over; `undefined` when there is none. */
function textAt(raw: unknown, path: YamlPath): string | undefined {
  const value = path.reduce<unknown>((within, key) => (typeof within === 'object' && within !== null ? (within as Record<string | number, unknown>)[key] : undefined), raw)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** A secret written into the file is worse than a schema error: say so in its own words. */
function inlineSecrets({ raw, place }: YamlFile<CandidateFile>): Problem[] {
  const platform = (raw as { national?: { apiPlatform?: Record<string, unknown> } } | undefined)?.national?.apiPlatform
  return ['apiKey', 'secret'].flatMap((name): Problem[] =>
    typeof platform?.[name] !== 'string'
      ? []
      : [
          {
            code: 'ASSAY_CANDIDATE_SECRET_INLINE',
            what: `Failed to read the candidate file: national.apiPlatform.${name} is written into it`,
            place: place(['national', 'apiPlatform', name]),
            expected: '{ env: NAME_OF_A_VARIABLE }',
            remedy: 'Put the value into an environment variable, name it here, and change the value: it may have been seen.',
          },
        ],
  )
}

function resolveDrivers(raw: unknown, path: (name: string) => string, yaml: YamlFile<CandidateFile>, problems: Problem[]): CandidateConfig['drivers'] {
  const named = Object.keys((raw as CandidateFile | undefined)?.drivers ?? {}).flatMap((group): [string, string][] => {
    const name = textAt(raw, ['drivers', group])
    return name === undefined ? [] : [[group, name]]
  })
  const resolved = named.map(([group, name]) => {
    if (BUILT_IN_DRIVERS.includes(name)) return [group, name]
    if (!isFile(path(name))) problems.push(missing(`drivers.${group}`, path(name), yaml.place(['drivers', group])))
    return [group, path(name)]
  })
  return { default: 'api', ...Object.fromEntries(resolved) }
}

function readCertificate(file: string, yaml: YamlFile<CandidateFile>, at: YamlPath, problems: Problem[]): string | undefined {
  const place = yaml.place(at)
  if (!isFile(file)) {
    problems.push(missing(at.join('.'), file, place))
    return undefined
  }
  const pem = readFileSync(file, 'utf8')
  try {
    const { validTo, validFrom } = new X509Certificate(pem)
    const now = Date.now()
    if (Date.parse(validTo) < now || Date.parse(validFrom) > now) {
      problems.push({
        code: 'ASSAY_CANDIDATE_CERTIFICATE_DATES',
        what: `Failed to use the certificate of ${at.join('.')}: it is not valid today`,
        place,
        seen: `valid from ${validFrom} to ${validTo}`,
        expected: 'a certificate that is valid now',
        remedy: `Replace ${file}.`,
      })
    }
    return pem
  } catch (cause) {
    problems.push({
      code: 'ASSAY_CANDIDATE_CERTIFICATE_INVALID',
      what: `Failed to read the certificate of ${at.join('.')}: ${cause instanceof Error ? cause.message : String(cause)}`,
      place,
      // Never more than its first line: it may be a private key.
      seen: pem.split('\n', 1)[0]!.slice(0, 40) || 'an empty file',
      expected: '-----BEGIN CERTIFICATE-----',
      remedy: `Make ${file} a PEM certificate.`,
    })
    return undefined
  }
}

/** Authorities that issue certificates to prescribers: every file that is named and can be read. */
function readPrescriberAuthorities(path: (name: string) => string, yaml: YamlFile<CandidateFile>, problems: Problem[]): string[] {
  const named = (yaml.raw as { national?: { eps?: { prescriberAuthorities?: unknown } } } | undefined)?.national?.eps?.prescriberAuthorities
  return (Array.isArray(named) ? (named as unknown[]) : []).flatMap((name, index) =>
    typeof name === 'string' && name.trim() !== '' ? (readCertificate(path(name), yaml, ['national', 'eps', 'prescriberAuthorities', index], problems) ?? []) : [],
  )
}

function readJwks(file: string, yaml: YamlFile<CandidateFile>, problems: Problem[]): { keys: object[] } {
  const place = yaml.place(JWKS)
  const none = { keys: [] }
  if (!isFile(file)) {
    problems.push(missing(JWKS.join('.'), file, place))
    return none
  }
  const refuse = (seen: string, remedy: string) => {
    problems.push({ code: 'ASSAY_CANDIDATE_JWKS_INVALID', what: 'Failed to read the JWKS', place, seen, expected: '{ "keys": [ public RSA keys, each with a kid of its own ] }', remedy })
    return none
  }
  try {
    const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys?: Record<string, unknown>[] }
    if (!Array.isArray(keys) || keys.length === 0) return refuse('no keys', `Put the public keys into ${file}.`)
    if (keys.some((key) => PRIVATE_PARTS.some((part) => part in key))) return refuse('a private key', `Take the private key out of ${file} and replace it: it may have been seen.`)
    if (keys.some((key) => typeof key['kid'] !== 'string')) return refuse('a key without kid', 'Give every key a kid; client assertions name it.')
    if (new Set(keys.map((key) => key['kid'])).size < keys.length) return refuse('two keys with one kid', 'Give every key a kid of its own.')
    const other = keys.find((key) => key['kty'] !== 'RSA')
    if (other) return refuse(`a key of type ${String(other['kty'])}`, 'Use RSA keys: the API platform accepts RS512 only.')
    for (const key of keys) createPublicKey({ key: key as JsonWebKey, format: 'jwk' })
    return { keys }
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause), `Make ${file} a JWKS of public keys.`)
  }
}

function missing(field: string, file: string, place: string): Problem {
  return { code: 'ASSAY_CANDIDATE_FILE_MISSING', what: `Failed to find the file that ${field} names`, place, seen: `no file ${file}`, remedy: 'Correct the path; it is taken from the folder of the candidate file.' }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
