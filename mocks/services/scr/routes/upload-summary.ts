import { empty, type Reply } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import type { Call } from '../../../kit/call.ts'
import { EVERY_CALL, fhirBody, USER_OR_APPLICATION } from '../access.ts'
import { checkSummary, type Upload } from '../check-summary.ts'
import { duplicateEvent, reject, spineProcessing } from '../errors.ts'
import { list, object, text, type Json } from '../json.ts'
import { noteContent } from '../note-content.ts'
import { patientAtSpine } from '../nhs-number.ts'
import { currentSummary, type ScrState } from '../state.ts'
import { SYSTEM } from '../systems.ts'

const CLAUSE = 'SCR FHIR API: Upload patient’s Summary Care Record (POST /Bundle)'

/** Takes in a summary: 201 without a body. The same X-Request-ID again is the same upload, as it must be after a 504. */
export const uploadSummary = route<ScrState>({
  operation: 'upload-scr',
  method: 'POST',
  path: '/Bundle',
  access: USER_OR_APPLICATION,
  requires: [...EVERY_CALL, fhirBody],
  subject: (call) => numberOf(object(call.json)),
  handle(call) {
    if (call.json === undefined) reject('Failed to parse JSON encoded FHIR content', 'body-not-json', CLAUSE)
    const upload = checkSummary(object(call.json))
    call.subject = upload.nhsNumber
    const patient = patientAtSpine(call, upload.nhsNumber, CLAUSE)
    const request = call.header('x-request-id') && `${call.grant!.applicationId} ${call.header('x-request-id')}`
    if (request && call.state.accepted.get(request) === upload.id) return empty(201)
    checkPlace(call, upload)
    noteContent(call, upload)

    const { grant } = call
    patient.summaries.push({
      id: upload.id,
      nhsNumber: upload.nhsNumber,
      ...(upload.replaces && { replaces: upload.replaces }),
      receivedAt: call.environment.clock.now(),
      applicationId: grant!.applicationId,
      grant: grant!.kind === 'application' ? 'application' : 'healthcare-worker',
      bundle: object(call.json),
    })
    if (request) call.state.accepted.set(request, upload.id)
    return created()
  },
})

const created = (): Reply => empty(201)

/** An upload is new, and replaces the summary that is there now. */
function checkPlace(call: Call<ScrState>, { id, nhsNumber, replaces }: Upload): void {
  for (const { summaries } of call.state.patients.values()) {
    if (summaries.some((summary) => summary.id === id)) refuse(duplicateEvent(id, nhsNumber), { rule: 'duplicate-event', detail: `${id} was uploaded before`, clause: CLAUSE, pointer: '/Composition/identifier/value' })
  }
  const current = currentSummary(call.state, nhsNumber)?.id
  if (current === replaces) return
  const detail = `the summary ${replaces ? `replaces ${replaces}` : 'replaces none'}; ${current ? `${current} is the current one` : 'there is none to replace'}`
  refuse(spineProcessing('430: Invalid Update'), { rule: 'replaces-current-summary', detail, clause: `${CLAUSE}: "In case of an update ... latest UUID must be obtained"`, pointer: '/Composition/relatesTo/0/targetIdentifier/value' })
}

/** The patient's number wherever a bundle names it; for faults and the journal. */
function numberOf(bundle: Json): string | undefined {
  for (const entry of list(bundle['entry'])) {
    const resource = object(object(entry)['resource'])
    if (resource['resourceType'] !== 'Patient') continue
    return text(list(resource['identifier']).map(object).find(({ system }) => system === SYSTEM.nhsNumber)?.['value'])
  }
  return undefined
}
