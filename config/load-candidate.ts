import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { CandidateConfig, ExternalCandidate } from './candidate.ts'
import { ProblemsError, type Problem } from './problem.ts'
import { readYamlFile, type YamlFile, type YamlPath } from './yaml-file.ts'

interface CandidateFile extends Pick<CandidateConfig, 'name' | 'version' | 'baseUrl' | 'capabilities'> {
  authority?: string
  drivers?: Record<string, string>
  fhirPath?: string
  browserMap?: string
  testAids?: boolean
  limits?: Partial<CandidateConfig['limits']>
  hub?: Partial<ExternalCandidate['hub']>
  national: {
    apiPlatform: { apiKey: { env: string }; secret?: { env: string }; jwks: string; redirectUris?: string[] }
    cis2: { clientId: string; redirectUris: string[] }
  }
}

const LIMITS = { requestMs: 15_000, pageMs: 10_000, scenarioMs: 60_000 }
const HUB = { host: '127.0.0.1', port: 9800, httpsPort: 9843, mutualPort: 9844, environment: 'candidate' }
const BUILT_IN_DRIVERS = ['api', 'browser']

/**
 * Reads candidate.yaml and everything it points to.
 *
 * @throws ProblemsError with all that is wrong: schema, files, keys, certificates and their dates, environment variables
 */
export function loadCandidate(file: string, env: NodeJS.ProcessEnv = process.env): ExternalCandidate {
  if (!existsSync(file)) {
    throw new ProblemsError([
      { code: 'ASSAY_CANDIDATE_NOT_FOUND', what: 'Failed to read the candidate file: it is not there', place: file, remedy: 'Name an existing file, or make one with "assay init".' },
    ])
  }
  const yaml = readYamlFile<CandidateFile>(file, { schema: 'candidate', what: 'candidate file', code: 'ASSAY_CANDIDATE_INVALID' })
  if (!yaml.value) throw new ProblemsError([...yaml.problems, ...inlineSecrets(yaml)])
  const { value } = yaml
  const problems: Problem[] = []
  const path = (name: string) => resolve(dirname(file), name)

  const authority = value.authority === undefined ? undefined : readCertificate(path(value.authority), yaml, ['authority'], problems)
  const jwks = readJwks(path(value.national.apiPlatform.jwks), yaml, problems)
  const secret = (at: YamlPath, reference: { env: string } | undefined): string => {
    const found = reference && env[reference.env]
    if (reference && !found) {
      problems.push({
        code: 'ASSAY_CANDIDATE_SECRET_MISSING',
        what: `Failed to read the candidate file: the environment variable for ${at.join('.')} is not set`,
        place: yaml.place([...at, 'env']),
        seen: `${reference.env} is empty or absent`,
        remedy: `Set ${reference.env} before the run.`,
      })
    }
    return found ?? ''
  }
  const apiKey = secret(['national', 'apiPlatform', 'apiKey'], value.national.apiPlatform.apiKey)
  const clientSecret = secret(['national', 'apiPlatform', 'secret'], value.national.apiPlatform.secret)
  const drivers = resolveDrivers(value.drivers ?? {}, path, yaml, problems)
  const browserMap = value.browserMap === undefined ? undefined : path(value.browserMap)
  if (browserMap !== undefined && !existsSync(browserMap)) problems.push(missing('browserMap', browserMap, yaml.place(['browserMap'])))

  if (problems.length > 0) throw new ProblemsError(problems)
  return {
    config: {
      name: value.name,
      version: value.version,
      baseUrl: value.baseUrl,
      capabilities: value.capabilities,
      drivers,
      fhirPath: value.fhirPath ?? '/FHIR/R4',
      limits: { ...LIMITS, ...value.limits },
      testAids: value.testAids ?? false,
      ...(authority && { authority }),
      ...(browserMap && { browserMap }),
    },
    hub: { ...HUB, ...value.hub },
    national: {
      apiPlatform: { apiKey, secret: clientSecret, jwks, redirectUris: value.national.apiPlatform.redirectUris ?? [] },
      cis2: value.national.cis2,
    },
  }
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

function resolveDrivers(drivers: Record<string, string>, path: (name: string) => string, yaml: YamlFile<CandidateFile>, problems: Problem[]): CandidateConfig['drivers'] {
  const resolved = Object.fromEntries(
    Object.entries(drivers).map(([group, name]) => {
      if (BUILT_IN_DRIVERS.includes(name)) return [group, name]
      if (!existsSync(path(name))) problems.push(missing(`drivers.${group}`, path(name), yaml.place(['drivers', group])))
      return [group, path(name)]
    }),
  )
  return { default: 'api', ...resolved }
}

function readCertificate(file: string, yaml: YamlFile<CandidateFile>, at: YamlPath, problems: Problem[]): string | undefined {
  const place = yaml.place(at)
  if (!existsSync(file)) {
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
      seen: pem.slice(0, 40).replaceAll('\n', ' '),
      expected: '-----BEGIN CERTIFICATE-----',
      remedy: `Make ${file} a PEM certificate.`,
    })
    return undefined
  }
}

function readJwks(file: string, yaml: YamlFile<CandidateFile>, problems: Problem[]): { keys: object[] } {
  const place = yaml.place(['national', 'apiPlatform', 'jwks'])
  const none = { keys: [] }
  if (!existsSync(file)) {
    problems.push(missing('national.apiPlatform.jwks', file, place))
    return none
  }
  const refuse = (seen: string, remedy: string) => {
    problems.push({ code: 'ASSAY_CANDIDATE_JWKS_INVALID', what: 'Failed to read the JWKS', place, seen, expected: '{ "keys": [ public RSA keys with kid and alg RS512 ] }', remedy })
    return none
  }
  try {
    const { keys } = JSON.parse(readFileSync(file, 'utf8')) as { keys?: Record<string, unknown>[] }
    if (!Array.isArray(keys) || keys.length === 0) return refuse('no keys', `Put the public keys into ${file}.`)
    if (keys.some((key) => 'd' in key)) return refuse('a private key', `Take the private key out of ${file} and replace it: it may have been seen.`)
    if (keys.some((key) => typeof key['kid'] !== 'string')) return refuse('a key without kid', 'Give every key a kid; client assertions name it.')
    return { keys }
  } catch (cause) {
    return refuse(cause instanceof Error ? cause.message : String(cause), `Make ${file} valid JSON.`)
  }
}

function missing(field: string, file: string, place: string): Problem {
  return { code: 'ASSAY_CANDIDATE_FILE_MISSING', what: `Failed to find the file that ${field} names`, place, seen: `no file ${file}`, remedy: 'Correct the path; it is taken from the folder of the candidate file.' }
}
