import assert from 'node:assert/strict'
import { JOAN, parametersOf, pdsPatient, PRACTICE, privacyOfficer, receptionist, type Client, type Clinic } from './clinic.ts'
import type { FakeWorker } from './fake-national.ts'

/** Something the system must do, as a check that rejects if it does not, and the defects that break it. */
export interface Rule {
  rule: string
  brokenBy: string[]
  holds(clinic: Clinic): Promise<void>
}

export const PATIENT = '/FHIR/R4/Patient/1'

/** A receptionist at the desk, with Joan on the practice list. */
export async function atTheDesk(clinic: Clinic, national: Record<string, unknown> = {}): Promise<Client> {
  clinic.national.patients.set(JOAN, pdsPatient(JOAN, national))
  const desk = await clinic.signIn(receptionist)
  await done(desk.request('POST', '/FHIR/R4/Patient/$register', parametersOf({ nhsNumber: JOAN })))
  return desk
}

export async function done(answer: ReturnType<Client['request']>) {
  const { status, headers, text, json } = await answer
  assert.ok(status < 300, `${status} ${text.slice(0, 300)}`)
  return { headers, json, text }
}

export async function refusedWith(answer: ReturnType<Client['request']>, code: string) {
  const { status, json, text } = await answer
  assert.equal(json?.issue?.[0]?.details?.coding?.[0]?.code, code, `${status} ${text.slice(0, 300)}`)
  assert.ok(json.issue[0].details.text.length > 10)
  return json
}

export const telecomWith = (patient: any, system: string, use: string, value: string) => ({
  ...patient,
  telecom: [
    ...patient.telecom.filter((entry: any) => entry.system !== system || entry.use !== use),
    { ...patient.telecom.find((entry: any) => entry.system === system && entry.use === use), system, use, value },
  ],
})

export async function open(desk: Client) {
  const { headers, json } = await done(desk.request('POST', `${PATIENT}/$open`, parametersOf({})))
  return {
    patient: json.parameter.find(({ name }: any) => name === 'patient').resource,
    etag: headers.get('etag')!,
    parameters: json.parameter,
  }
}

export const saveMobile = (desk: Client, { patient, etag }: { patient: any; etag: string }, mobile = '07700 900999') =>
  desk.request('PUT', PATIENT, telecomWith(patient, 'phone', 'mobile', mobile), { 'if-match': etag })

export const patchesSent = (clinic: Clinic) => clinic.national.seen.filter(({ method, path }) => method === 'PATCH' && path.includes('/Patient/'))

export const advance = (clinic: Clinic, seconds: number) => clinic.client().request('POST', '/test-aids/clock', { advanceSeconds: seconds })

export const banner = (html: string) =>
  (/<section class="patient-banner[\s\S]*?<\/section>/.exec(html)?.[0] ?? '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

export const trail = async (clinic: Clinic, query = '') =>
  (await done((await clinic.signIn(privacyOfficer)).request('GET', `/FHIR/R4/AuditEvent${query}`))).json.entry.map(
    ({ resource }: any) => resource,
  )

export const session = (client: Client) => client.request('GET', '/api/session')

export const locum: FakeWorker = {
  id: '555254239814',
  name: 'Priya Raman',
  roles: [
    {
      id: '555254240807',
      code: 'S8000:G8000:R8000',
      name: '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"',
      organisation: PRACTICE,
      activities: ['B0360', 'B0825', 'B0011'],
    },
    {
      id: '555254240808',
      code: 'S8000:G8000:R8000',
      name: '"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"',
      organisation: 'A99902',
      activities: ['B0825'],
    },
    {
      id: '555254240809',
      code: 'S8000:G8000:R8010',
      name: '"Admin & Clerical":"Admin & Clerical":"Clerical Access Role"',
      organisation: PRACTICE,
      activities: ['B0820'],
    },
  ],
}

export const CLERK = '555254240809'

export async function signInAsClerk(clinic: Clinic): Promise<Client> {
  const client = await clinic.signIn(locum)
  await done(client.request('PUT', '/api/session/role', { roleId: CLERK }))
  return client
}

/** ODS code of the practice that the national record names for a patient. */
export function practiceOf(clinic: Clinic, nhsNumber: string): string | undefined {
  const { generalPractitioner } = clinic.national.patients.get(nhsNumber) as { generalPractitioner?: { identifier: { value: string } }[] }
  return generalPractitioner?.[0]?.identifier.value
}
