import { SYSTEM, type Resource } from '../fhir/resource.ts'
import { isObject } from '../national/json.ts'
import type { AuditEntry, AuditOutcome } from './audit-trail.ts'

/** FHIR AuditEvent.outcome: 0 success, 4 minor failure (refused), 8 serious failure. */
const OUTCOME: Record<AuditOutcome, string> = { done: '0', refused: '4', failed: '8' }

/** An entry of the trail as a FHIR AuditEvent: who (as they were then), what, whose data, when, from where, in which order. */
export const fhirAuditEvent = (entry: AuditEntry): Resource => ({
  resourceType: 'AuditEvent',
  id: String(entry.seq),
  type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
  subtype: [{ system: 'https://assay.example/CodeSystem/candidate-audit-event', code: entry.event }],
  action: entry.action,
  recorded: entry.at,
  outcome: OUTCOME[entry.outcome],
  ...(entry.detail?.['code'] !== undefined && { outcomeDesc: String(entry.detail['code']) }),
  agent: [agent(entry), ...authority(entry)],
  source: { observer: { display: 'Reference GP system' }, site: entry.agent.role?.organisation ?? entry.practice },
  entity: [
    ...(entry.patientId === undefined ? [] : [{ what: { reference: `Patient/${entry.patientId}` } }]),
    {
      ...(entry.subject !== undefined && { name: entry.subject }),
      detail: [
        { type: 'sequence', valueString: String(entry.seq) },
        { type: 'digest', valueString: entry.digest },
        { type: 'previous-digest', valueString: entry.previous },
        ...(entry.interaction === undefined ? [] : [{ type: 'interaction', valueString: entry.interaction }]),
        ...(entry.detail?.['reason'] === undefined ? [] : [{ type: 'reason', valueString: String(entry.detail['reason']) }]),
        ...(entry.detail === undefined ? [] : [{ type: 'detail', valueString: JSON.stringify(entry.detail) }]),
      ],
    },
  ],
})

/** On whose authority somebody acted, where it was not their own: `detail.authority`. */
function authority({ detail }: AuditEntry) {
  const on = detail?.['authority']
  if (!isObject(on)) return []
  return [{ requestor: false, type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'RESP', display: 'responsible party' }] }, who: { identifier: { system: SYSTEM.sdsUser, value: on['id'] }, display: on['name'] } }]
}

/** Staff are known by their SDS user id, patients who act on their own record by their NHS number. */
const userSystem = (role: AuditEntry['agent']['role']) => (role?.code === 'citizen' ? SYSTEM.nhsNumber : SYSTEM.sdsUser)

function agent({ agent: { user, role, system, device } }: AuditEntry) {
  return {
    requestor: true,
    ...(user
      ? { who: { identifier: { system: userSystem(role), value: user.id }, display: user.name }, name: user.name }
      : { who: { display: system ?? 'unknown' }, name: system ?? 'unknown' }),
    ...(role && {
      role: [
        {
          coding: [
            { system: SYSTEM.sdsRoleProfile, code: role.id, display: role.name },
            { system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-SDSJobRoleName', code: role.code },
          ],
          text: `${role.name}, ${role.organisation}`,
        },
      ],
    }),
    ...(device !== undefined && { network: { address: device, type: '5' } }),
  }
}
