import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApplication, type Application } from '../../../../candidate/reference/application.ts'
import { loadConfig } from '../../../../candidate/reference/config/load-config.ts'
import { fakeNational, type FakeNational, type FakeWorker } from './fake-national.ts'

export const PRACTICE = 'A83008'

export const receptionist: FakeWorker = {
  id: '555254239511',
  name: 'Marie Kowalska',
  roles: [
    {
      id: '555254240504',
      code: 'S8000:G8000:R8009',
      name: '"Admin & Clerical":"Admin & Clerical":"Receptionist"',
      organisation: PRACTICE,
      activities: ['B0820', 'B0825', 'B0424'],
    },
  ],
}

export const gp: FakeWorker = {
  id: '555254239107',
  name: 'Ada Nwosu',
  roles: [
    {
      id: '555254240100',
      code: 'S8000:G8000:R8000',
      name: '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"',
      organisation: PRACTICE,
      activities: ['B0360', 'B0370', 'B0380', 'B0420', 'B0825', 'B0424'],
    },
  ],
}

export const privacyOfficer: FakeWorker = {
  id: '555254239713',
  name: 'Helen Osei',
  roles: [
    {
      id: '555254240706',
      code: 'S0000:G0000:R0001',
      name: '"Admin & Clerical":"Management":"Privacy Officer"',
      organisation: PRACTICE,
      activities: ['B0011', 'B0820'],
    },
  ],
}

export const JOAN = '9990000018'
export const OTHER = '9990000026'

/** A record as PDS holds it, invented. */
export const pdsPatient = (id = JOAN, changes: Record<string, unknown> = {}) => ({
  resourceType: 'Patient',
  id,
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: id }],
  meta: {
    versionId: '2',
    security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'U', display: 'unrestricted' }],
  },
  name: [{ id: 'n1', use: 'usual', prefix: ['Mrs'], given: ['Joan'], family: 'Okafor' }],
  gender: 'female',
  birthDate: '1952-03-07',
  address: [{ id: 'a1', use: 'home', line: ['4 Mill Lane', 'Leeds'], postalCode: 'LS1 6AE' }],
  telecom: [
    { id: 't1', system: 'phone', use: 'home', value: '0113 496 0001' },
    { id: 't2', system: 'phone', use: 'mobile', value: '07700 900001' },
    { id: 't3', system: 'email', use: 'home', value: 'joan@example.com' },
  ],
  generalPractitioner: [
    { id: 'g1', type: 'Organization', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: PRACTICE } },
  ],
  ...changes,
})

/** A browser with cookies, or a program with a session: sends requests straight into the system. */
export interface Client {
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Headers; text: string; json: any }>
  form(path: string, fields: Record<string, string>): Promise<{ status: number; headers: Headers; text: string }>
  cookies: Map<string, string>
}

/** A running system with fake national services around it. */
export interface Clinic {
  national: FakeNational
  app: Application
  client(): Client
  /** Signs a worker in and gives their client. */
  signIn(worker: FakeWorker): Promise<Client>
  close(): Promise<void>
}

const HERE = 'http://clinic.test'

export async function openClinic(settings: Record<string, unknown> = {}, data: Record<string, unknown> = {}): Promise<Clinic> {
  const national = await fakeNational(receptionist)
  const folder = mkdtempSync(join(tmpdir(), 'clinic-'))
  writeFileSync(join(folder, 'key.pem'), national.clientKey)
  writeFileSync(
    join(folder, 'data.json'),
    JSON.stringify({ staff: [{ id: gp.id, title: 'Dr', given: 'Ada', family: 'Nwosu', professionalCodes: { gmc: '7012345' } }], ...data }),
  )
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({
      listen: { port: 0 },
      practice: { odsCode: PRACTICE, name: 'Elmswood Surgery' },
      data: 'data.json',
      national: {
        platformUrl: `${national.url}/platform`,
        tokenUrl: `${national.url}/platform/oauth2/token`,
        clientId: 'api-key',
        privateKey: 'key.pem',
        keyId: 'k1',
      },
      cis2: { issuer: `${national.url}/cis2`, clientId: 'clinic', privateKey: 'key.pem', keyId: 'k1' },
      timeouts: { connectMs: 500, nationalMs: 400, retryMs: 3000 },
      testAids: true,
      ...settings,
    }),
  )
  const app = createApplication(loadConfig(join(folder, 'config.json')))

  const client = (): Client => {
    const cookies = new Map<string, string>()
    const send = async (request: Request) => {
      if (cookies.size > 0) request.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      const response = await app.fetch(request)
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (/max-age=0/i.test(cookie)) cookies.delete(name)
        else cookies.set(name, value)
      }
      const text = await response.text()
      let json: any
      try {
        json = JSON.parse(text)
      } catch {
        json = undefined
      }
      return { status: response.status, headers: response.headers, text, json }
    }
    return {
      cookies,
      request: (method, path, body, headers = {}) =>
        send(
          new Request(`${HERE}${path}`, {
            method,
            headers: { ...(body !== undefined && { 'content-type': 'application/fhir+json' }), ...headers },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          }),
        ),
      form: (path, fields) =>
        send(
          new Request(`${HERE}${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: new URLSearchParams(fields).toString(),
          }),
        ),
    }
  }

  return {
    national,
    app,
    client,
    signIn: async (worker) => {
      national.worker = worker
      const browser = client()
      const toCis2 = await browser.request('GET', '/sign-in')
      const fromCis2 = await fetch(toCis2.headers.get('location')!, { redirect: 'manual' })
      const back = new URL(fromCis2.headers.get('location')!)
      await browser.request('GET', `${back.pathname}${back.search}`)
      return browser
    },
    close: async () => {
      await app.close()
      await national.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A Parameters resource with text values. */
export const parametersOf = (values: Record<string, string | boolean>) => ({
  resourceType: 'Parameters',
  parameter: Object.entries(values).map(([name, value]) =>
    typeof value === 'string' ? { name, valueString: value } : { name, valueBoolean: value },
  ),
})
