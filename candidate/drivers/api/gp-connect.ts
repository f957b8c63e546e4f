import type { CandidateConfig } from '../../../config/candidate.ts'
import { loadWorld } from '../../../config/world.ts'
import { done, type Answer } from '../../port/answer.ts'
import type { GpConnectRoot, GpConnectVerbs, SharedService } from '../../port/gp-connect.ts'
import type { Session } from '../../port/identity.ts'
import type { Recorder } from '../recorder.ts'
import { createCallers } from './callers.ts'
import type { FhirClient, FhirRequest } from './fhir-client.ts'
import { parameters, parametersOf } from './fhir-types.ts'

/** Below the practice's address, as the Spine Directory Service gives it. */
const SEGMENT: Readonly<Record<GpConnectRoot, string>> = {
  foundations: 'gpconnect',
  structured: 'gpconnect/structured',
  documents: 'gpconnect/documents',
}

/** Calls the candidate as the Spine Secure Proxy does, with whichever certificate; and the practice's side through the FHIR API. */
export function apiGpConnect(fhir: FhirClient, { config, recorder }: { config: CandidateConfig; recorder: Recorder }): GpConnectVerbs & { close(): Promise<void> } {
  const callers = createCallers({ config, recorder })
  const address = (root: GpConnectRoot) => `${config.baseUrl}/${loadWorld().practice.odsCode}/STU3/1/${SEGMENT[root]}`
  const nothing = async (session: Session, request: FhirRequest): Promise<Answer<void>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(undefined) : answer
  }

  return {
    address: async (root) => address(root),
    call: ({ root, path, ...request }) => callers.call({ verb: `gpConnect.${root}`, url: `${address(root)}/${path}`, ...request }),
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
    close: callers.close,
  }
}
