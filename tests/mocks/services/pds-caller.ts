import { randomUUID } from 'node:crypto'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import type { Grant, Role } from '../../../mocks/kit/identity.ts'
import type { JournalEntry } from '../../../mocks/kit/journal.ts'
import { controls } from '../../../mocks/services/pds/controls.ts'
import { service } from '../../../mocks/services/pds/service.ts'
import type { PdsState } from '../../../mocks/services/pds/state.ts'

/** The receptionist of the practice of config/world.yaml, in short. */
export const RECEPTIONIST: Role = { id: '555254240504', code: 'S8000:G8000:R8009', name: 'Receptionist', organisation: 'A99901', activities: [] }

// Answers of every shape are read here; what an assertion expects of one is the check.
type Body = Record<string, any>

export interface Answer {
  status: number
  headers: Headers
  body: Body
  /** `details.coding[0].code` and `diagnostics` of an OperationOutcome. */
  code?: string
  diagnostics?: string
  display?: string
}

/** PDS in-process, with tokens for each kind of caller. */
export function pds() {
  const { environment, baseUrl, fetch } = inProcess([service])
  const state = environment.stateOf(service) as PdsState
  const token = (name: string, grant: Partial<Grant>) => {
    environment.identity.tokens.set(name, { applicationId: 'gp-system', issuedAt: 0, expiresAt: Date.now() + 600_000, ...grant } as Grant)
    return name
  }
  token('worker', { kind: 'healthcare-worker', userId: '555254239511', aal: 3, roles: [RECEPTIONIST] })
  token('aal2', { kind: 'healthcare-worker', userId: '555254239511', aal: 2, roles: [RECEPTIONIST] })
  token('application', { kind: 'application' })

  /** Sends a request; `headers` set to null are left out. */
  async function call(method: string, path: string, options: { as?: string; headers?: Record<string, string | null>; body?: unknown } = {}): Promise<Answer> {
    const headers = new Headers({ authorization: `Bearer ${options.as ?? 'worker'}`, 'x-request-id': randomUUID(), 'x-correlation-id': 'correlation' })
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value === null) headers.delete(name)
      else headers.set(name, value)
    }
    const body = options.body === undefined ? undefined : typeof options.body === 'string' ? options.body : JSON.stringify(options.body)
    const response = await fetch(`${baseUrl}/personal-demographics/FHIR/R4${path}`, { method, headers, ...(body !== undefined && { body }) })
    const parsed = JSON.parse((await response.text()) || '{}') as Body
    const issue = parsed.issue?.[0]
    return {
      status: response.status,
      headers: response.headers,
      body: parsed,
      ...(issue && { code: issue.details?.coding[0].code, display: issue.details?.coding[0].display, diagnostics: issue.diagnostics }),
    }
  }

  return {
    environment,
    state,
    token,
    call,
    get: (path: string, options?: Parameters<typeof call>[2]) => call('GET', path, options),
    /** PATCHes a record at its present version, unless a header says otherwise. */
    async patch(nhsNumber: string, patches: unknown, options: Parameters<typeof call>[2] = {}): Promise<Answer> {
      const version = state.records.get(nhsNumber)?.versions.at(-1)?.version ?? 1
      const headers = { 'content-type': 'application/json-patch+json', 'if-match': `W/"${version}"`, ...options.headers }
      return call('PATCH', `/Patient/${nhsNumber}`, { ...options, headers, body: options.body ?? { patches } })
    },
    put: (description: Parameters<typeof controls.putPatient>[1]) => controls.putPatient(state, description, environment),
    read: (nhsNumber: string) => controls.readPatient(state, { nhsNumber }, environment)!,
    controls,
    /** The newest journal entry. */
    last: (): JournalEntry => environment.journal.read().at(-1)!,
  }
}

/** Somebody with everything a practice usually knows. */
export const JOAN = {
  title: 'Mrs',
  given: ['Joan', 'Mary'],
  family: 'Okafor',
  gender: 'female',
  birthDate: '1962-07-10',
  address: { line: ['1 Trevelyan Square', 'Boar Lane', 'Leeds'], postcode: 'LS1 6AE' },
  mobile: '07700900001',
  email: 'joan.okafor@example.com',
  practice: 'A99901',
  nominatedPharmacy: 'FZ901',
} as const satisfies Record<string, unknown>

/** JOAN as a description that may be changed. */
export function joan(changes: Record<string, unknown> = {}): Parameters<typeof controls.putPatient>[1] {
  return { ...structuredClone(JOAN), ...changes } as unknown as Parameters<typeof controls.putPatient>[1]
}
