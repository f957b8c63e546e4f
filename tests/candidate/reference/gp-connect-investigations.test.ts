import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RegisteredPatient } from '../../../candidate/reference/demographics/patient.ts'
import { stu3Report } from '../../../candidate/reference/gp-connect/investigations.ts'
import type { ReceivedReport } from '../../../candidate/reference/laboratory/laboratory-store.ts'
import type { LabReport } from '../../../candidate/reference/laboratory/report.ts'
import type { Services } from '../../../candidate/reference/services.ts'

const SERVICES = { practice: { staff: [] } } as unknown as Services
const PATIENT = { id: '7', registrations: [{ type: 'permanent', startedOn: '2026-01-01', accountableGp: '555' }] } as unknown as RegisteredPatient
const REPORT: LabReport = {
  kind: 'pathology',
  number: '26/CH1',
  status: 'corrected',
  issued: '2026-03-01T10:00:00Z',
  laboratory: 'St Vale',
  patient: {},
  clinicalDetails: [],
  specimens: [{ number: '1', type: 'Blood', comments: [] }, { number: '2', type: 'Urine', comments: [] }],
  results: [
    { test: { text: 'Full blood count' }, ranges: [], comments: [], heads: 'A' },
    { test: { system: 'snomed', code: '1022431000000105', text: 'Haemoglobin' }, value: '7.2', unit: 'g/dL', comparator: '<', flag: 'LO', ranges: [{ low: '11.5', high: '16.5' }], comments: ['Repeat', 'soon'], group: 'A', specimen: '2' },
    { test: { text: 'Ferritin' }, finding: { text: 'Not tested' }, ranges: [], comments: [], group: 'nowhere' },
  ],
}
const told = (report: LabReport) => stu3Report(SERVICES, PATIENT, { id: '3', version: 1, state: 'reviewed', sender: 'X', report, receivedAt: '' } satisfies ReceivedReport)

test('a report leads to its heads, a head to its members, and a result to its specimen', () => {
  const [report, organization, ...more] = told(REPORT)
  assert.equal(report?.['status'], 'corrected')
  assert.deepEqual(report?.['result'], [{ reference: 'Observation/result-3-1' }, { reference: 'Observation/result-3-3' }], 'what is in a group that nothing heads stands by itself')
  assert.equal(organization?.['name'], 'St Vale')
  const [head, member, alone] = more.filter(({ resourceType }) => resourceType === 'Observation')
  assert.deepEqual(head?.['related'], [{ type: 'has-member', target: { reference: 'Observation/result-3-2' } }])
  assert.deepEqual(member?.['related'], [{ type: 'derived-from', target: { reference: 'Observation/result-3-1' } }])
  assert.deepEqual(member?.['specimen'], { reference: 'Specimen/specimen-3-2' })
  assert.deepEqual(member?.['valueQuantity'], { value: 7.2, unit: 'g/dL', comparator: '<' })
  assert.equal(member?.['comment'], 'Repeat\nsoon')
  assert.deepEqual(alone?.['valueCodeableConcept'], { text: 'Not tested' })
})

test('a report tells of a request where the laboratory has told who asked or why, and names nobody else for it', () => {
  assert.ok(!told(REPORT).some(({ resourceType }) => resourceType === 'ProcedureRequest'))
  const [report, request] = told({ ...REPORT, requester: { code: 'G9999999', name: 'Dr Elsewhere' }, clinicalDetails: ['TIRED'] })
  assert.deepEqual(report?.['basedOn'], [{ reference: 'ProcedureRequest/request-3' }])
  assert.deepEqual(request?.['requester'], { agent: { display: 'Dr Elsewhere' } })
  assert.deepEqual(request?.['note'], [{ text: 'TIRED' }])
})
