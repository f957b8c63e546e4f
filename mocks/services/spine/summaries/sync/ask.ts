import { isValid } from '../../../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../../../kit/call.ts'
import type { Reply } from '../../../../kit/reply.ts'
import { route } from '../../../../kit/route.ts'
import { demandCertificate } from '../../admit.ts'
import type { SpineState } from '../../state.ts'
import { subjectOf } from '../../subject.ts'
import { EVENT_LIST_QUERY, EVENT_QUERY, ISSUES, notFound } from '../codes.ts'
import { patientOf, PERMISSIONS } from '../state.ts'
import { eventAnswer, eventList, permissionAnswer, queryIssues } from './answer.ts'
import { readRequest, type SyncRequest } from './request.ts'

/** Answers what is asked on one connection: which summaries there are, one of them, and a permission. */
export const ask = route<SpineState>({
  operation: 'ask',
  method: 'POST',
  path: '/',
  requires: [demandCertificate],
  subject: subjectOf,
  handle: (call) => {
    const request = readRequest(call)
    if (request.interaction === EVENT_LIST_QUERY || request.interaction === EVENT_QUERY) return answerQuery(call, request)
    return setPermission(call, request)
  },
})

function answerQuery(call: Call<SpineState>, request: SyncRequest): Reply {
  const { nhsNumber, interaction, eventId } = request
  const wrapper = interaction === EVENT_QUERY ? 'eventQueryResponse' : 'eventListQueryResponse'
  if (!isValid(nhsNumber)) return queryIssues(call, request, wrapper, ISSUES.nhsNumber)
  const { held, permission } = patientOf(call.state, nhsNumber)
  if (permission === 'No') return queryIssues(call, request, wrapper, ISSUES.closed)
  if (interaction === EVENT_LIST_QUERY) return held.length > 0 ? eventList(call, request, held, permission) : queryIssues(call, request, wrapper, notFound(nhsNumber))
  const summary = held.find(({ id }) => id === eventId)
  return summary ? eventAnswer(call, request, summary) : queryIssues(call, request, wrapper, notFound(nhsNumber))
}

function setPermission(call: Call<SpineState>, request: SyncRequest): Reply {
  const { nhsNumber } = request
  if (!isValid(nhsNumber) || patientOf(call.state, nhsNumber).unknown) return permissionAnswer(call, request, ISSUES.nhsNumber)
  const permission = PERMISSIONS.find((each) => each === request.permission)
  if (!permission) return permissionAnswer(call, request, ISSUES.permission)
  patientOf(call.state, nhsNumber).permission = permission
  return permissionAnswer(call, request)
}
