import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { OnlineService, OnlineServicesVerbs, RepeatRequestView } from '../../port/online-services.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { entriesOf, parameters, parametersOf, type FhirIdentifier, type FhirReference } from './fhir-types.ts'

/** The practice's side of online services through the candidate's FHIR API (docs/candidate-contract/online-services.md). */
export function apiOnlineServices(fhir: FhirClient): OnlineServicesVerbs {
  const nothing = async (session: Session, request: FhirRequest): Promise<Answer<void>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(undefined) : answer
  }
  const id = async (session: Session, request: FhirRequest): Promise<Answer<string>> => {
    const answer = await fhir.call(session, request)
    if (!answer.ok) return answer
    const made = answer.value.resource?.['id']
    if (typeof made === 'string') return done(made)
    throw new CandidateFault(`Expected a resource with an id (${request.verb}), saw ${answer.value.resource?.resourceType ?? 'nothing'}.`, {
      exchange: answer.value.exchange,
    })
  }
  return {
    async offered(session) {
      const answer = await fhir.call(session, { verb: 'onlineServices.offered', method: 'GET', path: 'Organization/$online-services' })
      if (!answer.ok) return answer
      return done(
        Object.fromEntries(
          parametersOf(answer.value.resource).flatMap(({ name, valueBoolean }) =>
            name !== undefined && valueBoolean !== undefined ? [[name as OnlineService, valueBoolean]] : [],
          ),
        ),
      )
    },
    switchServices: (session, wanted) =>
      nothing(session, {
        verb: 'onlineServices.switchServices',
        method: 'POST',
        path: 'Organization/$online-services',
        body: parameters(wanted),
      }),
    arrangeAccess: (session, patientId, access) =>
      nothing(session, {
        verb: 'onlineServices.arrangeAccess',
        method: 'POST',
        path: `Patient/${patientId}/$online-access`,
        body: parameters({ ...access }),
      }),
    addRepeat(session, patientId, { issuedOn = [], ...rest }) {
      const { parameter } = parameters({ ...rest }) as Resource & { parameter: object[] }
      const body = {
        resourceType: 'Parameters',
        parameter: [...parameter, ...issuedOn.map((valueDate) => ({ name: 'issuedOn', valueDate }))],
      }
      return id(session, { verb: 'onlineServices.addRepeat', method: 'POST', path: `Patient/${patientId}/$add-repeat`, body })
    },
    stopRepeat: (session, patientId, repeat) =>
      nothing(session, {
        verb: 'onlineServices.stopRepeat',
        method: 'POST',
        path: `Patient/${patientId}/$stop-repeat`,
        body: parameters({ repeat }),
      }),
    async repeatRequests(session, patientId) {
      const answer = await fhir.call(session, {
        verb: 'onlineServices.repeatRequests',
        method: 'GET',
        path: `Patient/${patientId}/$repeat-requests`,
      })
      return answer.ok ? done(entriesOf(answer.value.resource).map(toRequestView)) : answer
    },
    decideRepeatRequest: (session, patientId, request, { accepted, reason }) =>
      nothing(session, {
        verb: 'onlineServices.decideRepeatRequest',
        method: 'POST',
        path: `Patient/${patientId}/$decide-repeat-request`,
        body: parameters({ request, accepted, reason }),
      }),
    fileDocument: (session, patientId, { description, created, contentType, content }) =>
      id(session, {
        verb: 'onlineServices.fileDocument',
        method: 'POST',
        path: 'DocumentReference',
        body: {
          resourceType: 'DocumentReference',
          status: 'current',
          subject: { reference: `Patient/${patientId}` },
          description,
          content: [{ attachment: { contentType, creation: created, data: content } }],
        },
      }),
    reviewDocument: (session, documentId) =>
      nothing(session, {
        verb: 'onlineServices.reviewDocument',
        method: 'POST',
        path: `DocumentReference/${documentId}/$review`,
        body: parameters({}),
      }),
  }
}

function toRequestView(resource: Resource): RepeatRequestView {
  const {
    id = '',
    status = '',
    focus,
    note,
    statusReason,
    restriction,
  } = resource as Resource & {
    id?: string
    status?: string
    focus?: FhirReference
    note?: { text?: string }[]
    statusReason?: { text?: string }
    restriction?: { recipient?: { identifier?: FhirIdentifier }[] }
  }
  const pharmacy = restriction?.recipient?.[0]?.identifier?.value
  return {
    id,
    status,
    ...(focus?.display !== undefined && { term: focus.display }),
    ...(note?.[0]?.text !== undefined && { note: note[0].text }),
    ...(statusReason?.text !== undefined && { reason: statusReason.text }),
    ...(pharmacy !== undefined && { pharmacy }),
  }
}
