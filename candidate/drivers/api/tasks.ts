import { done } from '../../port/answer.ts'
import type { TaskVerbs, TaskView } from '../../port/tasks.ts'
import type { FhirClient, Resource } from './fhir-client.ts'
import { entriesOf, type FhirConcept, type FhirReference } from './fhir-types.ts'

/** The practice's tasks through the candidate's FHIR API. */
export function apiTasks(fhir: FhirClient): TaskVerbs {
  return {
    async open(session, patientId) {
      const search = new URLSearchParams({ status: 'requested', patient: `Patient/${patientId}` })
      const answer = await fhir.call(session, { verb: 'tasks.open', method: 'GET', path: `Task?${search}` })
      return answer.ok ? done(entriesOf(answer.value.resource).map(toView)) : answer
    },
    async all(session) {
      const answer = await fhir.call(session, { verb: 'tasks.all', method: 'GET', path: 'Task?status=requested' })
      return answer.ok ? done(entriesOf(answer.value.resource).map(toView)) : answer
    },
  }
}

function toView(resource: Resource): TaskView {
  const task = resource as Resource & { id?: string; code?: FhirConcept; description?: string; for?: FhirReference }
  const patient = task.for?.reference?.replace('Patient/', '')
  return { id: task.id ?? '', code: task.code?.coding?.[0]?.code ?? '', text: task.description ?? '', ...(patient && { patientId: patient }) }
}
