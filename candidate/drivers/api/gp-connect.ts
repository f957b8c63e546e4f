import type { CandidateConfig } from '../../../config/candidate.ts'
import { loadWorld } from '../../../config/world.ts'
import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { ConsumerAnswer, ConsumerRequest, GpConnectRoot, GpConnectVerbs, SharedService } from '../../port/gp-connect.ts'
import type { Session } from '../../port/identity.ts'
import type { Recorder } from '../recorder.ts'
import type { FhirClient, FhirRequest } from './fhir-client.ts'
import { parameters, parametersOf } from './fhir-types.ts'
import { createHttpClient, type HttpClient } from './http.ts'

/** Below the practice's address, as the Spine Directory Service gives it. */
const SEGMENT: Readonly<Record<GpConnectRoot, string>> = {
  foundations: 'gpconnect',
  structured: 'gpconnect/structured',
  documents: 'gpconnect/documents',
}

/** Calls the candidate as the Spine Secure Proxy does, with whichever certificate; and the practice's side through the FHIR API. */
export function apiGpConnect(fhir: FhirClient, { config, recorder }: { config: CandidateConfig; recorder: Recorder }): GpConnectVerbs & { close(): Promise<void> } {
  const clients = new Map<string, HttpClient>()
  const clientFor = (certificate: ConsumerRequest['certificate']): HttpClient => {
    const name = certificate?.certificate ?? 'none'
    const client =
      clients.get(name) ??
      createHttpClient({
        baseUrl: config.baseUrl,
        ...(config.authority && { authority: config.authority }),
        ...(certificate && { clientCertificate: certificate }),
        requestMs: config.limits.requestMs,
        recorder,
      })
    clients.set(name, client)
    return client
  }
  const address = (root: GpConnectRoot) => `${config.baseUrl}/${loadWorld().practice.odsCode}/STU3/1/${SEGMENT[root]}`
  const nothing = async (session: Session, request: FhirRequest): Promise<Answer<void>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(undefined) : answer
  }

  return {
    address: async (root) => address(root),
    async call({ root, method, path, query = [], headers, body, certificate }) {
      const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString()
      try {
        const incoming = await clientFor(certificate).send({
          verb: `gpConnect.${root}`,
          method,
          url: `${address(root)}/${path}${search && `?${search}`}`,
          headers: { ...headers },
          ...(body !== undefined && { body }),
        })
        return { status: incoming.status, headers: incoming.headers, json: parse(incoming.body), text: incoming.body, exchange: incoming.exchange }
      } catch (error) {
        if (error instanceof CandidateFault && wasRefused(error.cause)) return refusedConnection(error)
        throw error
      }
    },
    async shared(session) {
      const answer = await fhir.call(session, { verb: 'gpConnect.shared', method: 'GET', path: 'Organization/$sharing' })
      if (!answer.ok) return answer
      return done(
        Object.fromEntries(
          parametersOf(answer.value.resource).flatMap(({ name, valueBoolean }) =>
            name !== undefined && valueBoolean !== undefined ? [[name as SharedService, valueBoolean]] : [],
          ),
        ),
      )
    },
    share: (session, wanted) =>
      nothing(session, { verb: 'gpConnect.share', method: 'POST', path: 'Organization/$sharing', body: parameters(wanted) }),
    recordDissent: (session, patientId, dissents) =>
      nothing(session, { verb: 'gpConnect.recordDissent', method: 'POST', path: `Patient/${patientId}/$sharing`, body: parameters({ dissents }) }),
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()))
    },
  }
}

/** Whether the other end ended a connection that it did not want. */
function wasRefused(cause: unknown): boolean {
  const { code = '' } = (cause ?? {}) as { code?: string }
  return /^(ERR_SSL|ECONNRESET|EPIPE|UND_ERR_SOCKET)/.test(code)
}

const refusedConnection = ({ message, exchange }: CandidateFault): ConsumerAnswer => ({
  status: 0,
  headers: {},
  json: undefined,
  text: message,
  exchange: exchange ?? 'none',
})

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Whoever looks at the answer says that it is not JSON.
    return undefined
  }
}
