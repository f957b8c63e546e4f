import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastJsonPatch from 'fast-json-patch'
import { exportJWK, exportPKCS8, generateKeyPair, SignJWT } from 'jose'

/** A worker whom the fake CIS2 signs in. */
export interface FakeWorker {
  id: string
  name: string
  roles: { id: string; code: string; name: string; organisation: string; activities: string[] }[]
  assurance?: number
}

/** One request that arrived, with its body as text. */
export interface Seen {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

/** What the next request to a service gets instead of its proper answer. */
export type Override = (request: Seen, response: ServerResponse) => void | 'pass'

/** The parts of CIS2, the API platform and PDS that the reference candidate needs, in one small server. */
export interface FakeNational {
  url: string
  worker: FakeWorker
  /** PDS records by NHS number; `superseded` maps an old number to its successor. */
  patients: Map<string, Record<string, unknown> & { meta: { versionId: string; security?: unknown } }>
  superseded: Map<string, string>
  invalidated: Set<string>
  seen: Seen[]
  /** Requests whose path contains this, oldest first. */
  to(part: string): Seen[]
  /** Overrides the next answers of PDS, one each. */
  pdsNext: Override[]
  tokenNext: Override[]
  /** Bends the ID token before it is signed; `signWith` another key, or none. */
  idToken: { claims?: Record<string, unknown>; unsigned?: boolean; otherKey?: boolean }
  expiresIn: string
  /** Private key of the application and of the CIS2 client, PKCS #8 PEM. */
  clientKey: string
  close(): Promise<void>
}

/** Made once a process: RSA keys take long. */
let keys: ReturnType<typeof makeKeys> | undefined

async function makeKeys() {
  const [cis2, stranger, client] = await Promise.all(
    (['RS256', 'RS256', 'RS512'] as const).map((algorithm) => generateKeyPair(algorithm, { extractable: true })),
  )
  return { cis2: cis2!, stranger: stranger!, client: client! }
}

export async function fakeNational(worker: FakeWorker): Promise<FakeNational> {
  const { cis2, stranger, client } = await (keys ??= makeKeys())
  const codes = new Map<string, { nonce: string; clientId: string }>()
  const tokens = new Set<string>()

  const fake: FakeNational = {
    url: '',
    worker,
    patients: new Map(),
    superseded: new Map(),
    invalidated: new Set(),
    seen: [],
    to: (part) => fake.seen.filter(({ path }) => path.includes(part)),
    pdsNext: [],
    tokenNext: [],
    idToken: {},
    expiresIn: '599',
    clientKey: await exportPKCS8(client.privateKey),
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  }

  const signIdToken = async ({ nonce, clientId }: { nonce: string; clientId: string }) => {
    const now = Math.floor(Date.now() / 1000)
    const payload = {
      sub: fake.worker.id,
      nonce,
      authentication_assurance_level: fake.worker.assurance ?? 3,
      iss: `${fake.url}/cis2`,
      aud: clientId,
      iat: now,
      exp: now + 3600,
      ...fake.idToken.claims,
    }
    if (fake.idToken.unsigned) {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${part({ alg: 'none', typ: 'JWT' })}.${part(payload)}.`
    }
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: 'cis2-1', typ: 'JWT' })
      .sign(fake.idToken.otherKey ? stranger.privateKey : cis2.privateKey)
  }

  const answer = async (seen: Seen, response: ServerResponse): Promise<void> => {
    const url = new URL(seen.path, fake.url)
    const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

    switch (url.pathname) {
      case '/cis2/.well-known/openid-configuration':
        return void json(200, {
          issuer: `${fake.url}/cis2`,
          authorization_endpoint: `${fake.url}/cis2/authorize`,
          token_endpoint: `${fake.url}/cis2/token`,
          userinfo_endpoint: `${fake.url}/cis2/userinfo`,
          jwks_uri: `${fake.url}/cis2/jwks`,
        })
      case '/cis2/jwks':
        return void json(200, { keys: [{ ...(await exportJWK(cis2.publicKey)), kid: 'cis2-1', alg: 'RS256', use: 'sig' }] })
      case '/cis2/authorize': {
        const code = randomUUID()
        codes.set(code, { nonce: url.searchParams.get('nonce')!, clientId: url.searchParams.get('client_id')! })
        const back = new URL(url.searchParams.get('redirect_uri')!)
        back.searchParams.set('code', code)
        back.searchParams.set('state', url.searchParams.get('state')!)
        return void response.writeHead(302, { location: back.href }).end()
      }
      case '/cis2/token': {
        const attempt = codes.get(new URLSearchParams(seen.body).get('code') ?? '')
        return void (attempt
          ? json(200, { access_token: randomUUID(), id_token: await signIdToken(attempt), token_type: 'Bearer', expires_in: 3600 })
          : json(400, { error: 'invalid_grant' }))
      }
      case '/cis2/userinfo':
        return void json(200, {
          sub: fake.worker.id,
          nhsid_useruid: fake.worker.id,
          display_name: fake.worker.name,
          nhsid_nrbac_roles: fake.worker.roles.map(({ id, code, name, organisation, activities }) => ({
            person_roleid: id,
            role_code: code,
            role_name: name,
            org_code: organisation,
            activity_codes: activities,
          })),
        })
      case '/platform/oauth2/token': {
        if (fake.tokenNext.shift()?.(seen, response) !== undefined || response.writableEnded) return
        if (seen.headers['content-type'] !== 'application/x-www-form-urlencoded')
          return void json(415, {
            error: 'invalid_request',
            error_description: 'Content-Type header must be application/x-www-form-urlencoded',
          })
        const token = randomUUID()
        tokens.add(token)
        return void json(200, { access_token: token, expires_in: fake.expiresIn, token_type: 'Bearer' })
      }
    }
    const odsCode = /^\/platform\/organisation-data-terminology-api\/fhir\/Organization\/(\w+)$/.exec(url.pathname)?.[1]
    if (odsCode !== undefined) return void json(200, pharmacy(odsCode))
    if (!url.pathname.startsWith('/platform/personal-demographics/FHIR/R4')) return void json(404, { error: 'Not Found' })
    const override = fake.pdsNext.shift()
    if (override && override(seen, response) !== 'pass') return
    if (!tokens.has(seen.headers['authorization']?.replace('Bearer ', '') ?? ''))
      return void json(401, outcome('ACCESS_DENIED', 'Invalid Access Token'))
    pds(seen, url, response)
  }

  const pds = (seen: Seen, url: URL, response: ServerResponse): void => {
    const fhir = (status: number, body: unknown, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/fhir+json', 'x-request-id': seen.headers['x-request-id'] ?? '', ...headers })
        .end(JSON.stringify(body))
    if (!seen.headers['x-request-id']) return void fhir(412, outcome('PRECONDITION_FAILED', 'X-Request-ID header must be supplied'))
    const number = /\/Patient\/(\d{10})$/.exec(url.pathname)?.[1]
    if (number === undefined) {
      const family = url.searchParams.get('family')?.toLowerCase()
      const found = [...fake.patients.values()].filter((patient) =>
        JSON.stringify(patient['name']).toLowerCase().includes(`"family":"${family}"`),
      )
      return void fhir(200, {
        resourceType: 'Bundle',
        type: 'searchset',
        total: found.length,
        entry: found.map((resource) => ({ resource, search: { score: 1 } })),
      })
    }
    if (fake.invalidated.has(number)) return void fhir(404, outcome('INVALIDATED_RESOURCE', 'Resource has been marked as invalid'))
    const patient = fake.patients.get(fake.superseded.get(number) ?? number)
    if (!patient) return void fhir(404, outcome('RESOURCE_NOT_FOUND', 'Resource not found'))
    const etag = () => ({ etag: `W/"${patient.meta.versionId}"` })
    if (seen.method === 'GET') return void fhir(200, patient, etag())
    if (!seen.headers['if-match']) return void fhir(412, outcome('PRECONDITION_FAILED', 'If-Match header must be supplied'))
    if (seen.headers['if-match'] !== etag().etag) return void fhir(409, outcome('RESOURCE_VERSION_MISMATCH', 'Version mismatch'))
    const { patches } = JSON.parse(seen.body)
    // PDS takes an item for the end of a list that the record does not have yet.
    for (const { path } of patches) if (path.endsWith('/-')) patient[path.slice(1, -2)] ??= []
    const problem = fastJsonPatch.validate(patches, patient)
    if (problem) return void fhir(400, outcome('INVALID_UPDATE', problem.message))
    fastJsonPatch.applyPatch(patient, patches)
    patient.meta.versionId = String(Number(patient.meta.versionId) + 1)
    fhir(200, patient, etag())
  }

  const server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const seen: Seen = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString(),
      }
      fake.seen.push(seen)
      answer(seen, response).catch((error: unknown) => response.writeHead(500).end(String(error)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fake
}

/** Every ODS code is that of an open pharmacy. */
const pharmacy = (odsCode: string) => ({
  resourceType: 'Organization',
  id: odsCode,
  active: true,
  name: 'HOLLINS PHARMACY',
  extension: [
    {
      url: 'https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole',
      extension: [
        {
          url: 'roleCode',
          valueCodeableConcept: {
            coding: [{ system: 'https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSOrganisationRole', code: 'RO182' }],
          },
        },
      ],
    },
  ],
})

export const outcome = (code: string, diagnostics: string) => ({
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'processing',
      diagnostics,
      details: { coding: [{ system: 'https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode', version: '1', code, display: code }] },
    },
  ],
})

/** Answers with a status and JSON. */
export const reply =
  (status: number, body: unknown, headers: Record<string, string> = {}): Override =>
  (_request, response) => {
    response
      .writeHead(status, { 'content-type': 'application/fhir+json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
  }
