import { done } from '../../port/answer.ts'
import type { AuditLine, AuditVerbs } from '../../port/audit.ts'
import type { FhirClient, Resource } from './fhir-client.ts'
import { entriesOf, type FhirConcept, type FhirReference } from './fhir-types.ts'

/** The audit trail through the candidate's FHIR API. */
export function apiAudit(fhir: FhirClient): AuditVerbs {
  return {
    async read(session, { patientId, userId }) {
      const search = new URLSearchParams({ ...(patientId && { patient: `Patient/${patientId}` }), ...(userId && { agent: userId }) })
      const answer = await fhir.call(session, { verb: 'audit.read', method: 'GET', path: `AuditEvent?${search}` })
      return answer.ok ? done(entriesOf(answer.value.resource).map(toLine)) : answer
    },
    async tamper(session, line, how) {
      const answer = await fhir.call(session, {
        verb: 'audit.tamper',
        method: how === 'delete' ? 'DELETE' : 'PUT',
        path: `AuditEvent/${line.id}`,
        ...(how === 'change' && { body: { resourceType: 'AuditEvent', id: line.id, outcome: '0', recorded: '2000-01-01T00:00:00Z' } }),
      })
      return answer.ok ? done(undefined) : answer
    },
  }
}

function toLine(resource: Resource): AuditLine {
  const event = resource as Resource & {
    id?: string
    recorded?: string
    action?: AuditLine['action']
    outcome?: string
    outcomeDesc?: string
    type?: { code?: string }
    subtype?: { code?: string }[]
    agent?: { requestor?: boolean; who?: FhirReference; name?: string; role?: FhirConcept[]; network?: { address?: string } }[]
    source?: { site?: string }
    entity?: { what?: FhirReference; detail?: { type?: string; valueString?: string }[] }[]
  }
  const agent = event.agent?.find((each) => each.requestor) ?? event.agent?.[0]
  const authority = event.agent?.find((each) => each !== agent && each.requestor === false)?.who?.identifier?.value
  const patient = event.entity?.map((each) => each.what?.reference ?? '').find((reference) => reference.startsWith('Patient/'))
  const line: AuditLine = {
    id: event.id ?? '',
    at: event.recorded ?? '',
    action: event.action ?? 'E',
    event: event.subtype?.[0]?.code ?? event.type?.code ?? '',
    success: event.outcome === '0',
  }
  const detail = (type: string) => event.entity?.flatMap((each) => each.detail ?? []).find((each) => each.type === type)?.valueString
  const sequence = Number(detail('sequence'))
  const interaction = detail('interaction')
  const role = agent?.role?.flatMap((each) => each.coding ?? [])[0]
  if (Number.isInteger(sequence)) line.sequence = sequence
  if (agent?.who?.identifier?.value) line.userId = agent.who.identifier.value
  if (agent?.name) line.userName = agent.name
  if (role?.code) line.roleId = role.code
  if (role?.display) line.roleName = role.display
  if (interaction) line.interaction = interaction
  if (event.source?.site) line.organisation = event.source.site
  if (event.outcomeDesc) line.errorCode = event.outcomeDesc
  if (authority) line.onAuthorityOf = authority
  if (patient) line.patientId = patient.slice('Patient/'.length)
  const reason = event.entity?.flatMap((each) => each.detail ?? []).find((each) => each.type === 'reason')?.valueString
  if (reason) line.reason = reason
  if (agent?.network?.address) line.source = agent.network.address
  return line
}
