import type { Random } from '../../kit/random.ts'
import type { Json } from './json.ts'
import type { Permission, Summary } from './state.ts'
import { SUMMARY_TYPE, SYSTEM } from './systems.ts'

/** The searchset that names the current summary: a DocumentReference that was made for this answer, and a Patient it speaks of. */
export function documentReferenceBundle({ summary, permission, base, random }: { summary: Summary | undefined; permission: Permission; base: string; random: Random }): Json {
  const bundle = { resourceType: 'Bundle', id: random.uuid(), type: 'searchset' }
  if (!summary) return { ...bundle, total: 0 }
  const [documentId, patientId] = [random.uuid(), random.uuid()]
  const url = `${base}/Bundle?composition.identifier=${summary.id}&composition.subject:Patient.identifier=${SYSTEM.nhsNumber}|${summary.nhsNumber}`
  const coded = { coding: [SUMMARY_TYPE] }
  return {
    ...bundle,
    total: 1,
    entry: [
      {
        fullUrl: `${base}/DocumentReference/${documentId}`,
        resource: {
          resourceType: 'DocumentReference',
          id: documentId,
          masterIdentifier: { system: SYSTEM.summaryId, value: summary.id },
          status: 'current',
          type: coded,
          subject: { reference: `Patient/${patientId}` },
          securityLabel: [{ coding: [{ system: SYSTEM.permission, code: permission }] }],
          content: [{ attachment: { url } }],
          context: { event: [coded] },
        },
        search: { mode: 'match' },
      },
      { fullUrl: patientId, resource: { resourceType: 'Patient', id: patientId, identifier: [{ system: SYSTEM.nhsNumber, value: summary.nhsNumber }] } },
    ],
  }
}
