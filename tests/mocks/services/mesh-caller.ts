import { createHmac, randomUUID } from 'node:crypto'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { service } from '../../../mocks/services/mesh/service.ts'
import type { Delivery } from '../../../mocks/services/mesh/controls.ts'

export const PRACTICE = 'A99901OT001'
export const HOSPITAL = 'RZ9OT001'
const PASSWORDS: Record<string, string> = { [PRACTICE]: 'elmswood-password', [HOSPITAL]: 'vale-password', A99902OT001: 'ashdown-password' }
const SHARED_KEY = 'BackBone'
const CERTIFICATE = { clientCertificate: { commonName: 'SERVER001.A99901.api.mesh-client.nhs.uk' } }

/** The header as the MESH guide has its reader make it; written here from the guide, not from the service. */
export function authorization(mailbox: string, { nonce = randomUUID() as string, count = '0', at = Date.now(), password = PASSWORDS[mailbox] ?? 'password', key = SHARED_KEY } = {}): string {
  const timestamp = new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 12)
  const hash = createHmac('sha256', key).update(`${mailbox}:${nonce}:${count}:${password}:${timestamp}`).digest('hex')
  return `NHSMESH ${mailbox}:${nonce}:${count}:${timestamp}:${hash}`
}

export interface Sent {
  method?: string
  as?: string
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  version?: 1 | 2
  certificate?: boolean
}

/** MESH with nobody in it but the mailboxes of the synthetic world, and a caller that is let in. */
export function openMesh() {
  const mesh = inProcess([service])
  const { environment } = mesh
  const state = environment.stateOf(service)
  return {
    environment,
    state,
    /** Calls an operation as the owner of a mailbox. */
    async call(path: string, { method = 'GET', as = PRACTICE, headers = {}, body, version = 2, certificate = true }: Sent = {}) {
      const response = await mesh.fetch(
        `${mesh.baseUrl}/messageexchange/${path}`,
        {
          method,
          headers: { authorization: authorization(as, { at: environment.clock.now() }), ...(version === 2 && { accept: 'application/vnd.mesh.v2+json' }), ...headers },
          ...(body !== undefined && { body }),
        },
        certificate ? CERTIFICATE : {},
      )
      const bytes = Buffer.from(await response.arrayBuffer())
      const type = response.headers.get('content-type') ?? ''
      return { status: response.status, headers: response.headers, bytes, text: bytes.toString(), type, body: /json/.test(type) && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined }
    },
    deliver: (delivery: Partial<Delivery> = {}) =>
      service.controls.deliver(state, { from: HOSPITAL, to: PRACTICE, workflowId: 'TOC_FHIR_IP_DISCH', text: 'content', ...delivery }, environment),
    controls: service.controls,
    violations: () => environment.journal.read().at(-1)!.violations.map(({ rule }) => rule),
  }
}

export type Mesh = ReturnType<typeof openMesh>
