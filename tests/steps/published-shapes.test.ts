import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { notAsPublished, type Flavour } from '../../steps/checks/published/shapes.ts'

/** Our schemas of what is published, held against NHS England's own examples: whatever these are, a candidate may be. */
const SPECS = process.env['ASSAY_SPECS'] ?? resolve(import.meta.dirname, '../../../shared/specs')
const skip = existsSync(SPECS) ? false : `no published specifications at ${SPECS}; set ASSAY_SPECS`

const EXAMPLES: { folder: string; flavour: Flavour; name: string; except?: readonly string[] }[] = [
  { folder: 'gpconnect-pfs-permissions/examples-from-oas/GET__Patient_id/response-200', flavour: 'permissions', name: 'permissions' },
  { folder: 'gpconnect-pfs-appointments/examples-from-oas/GET__Slot/response-200', flavour: 'stu3', name: 'searchset' },
  { folder: 'gpconnect-pfs-appointments/examples-from-oas/GET__Slot/response-4XX', flavour: 'stu3', name: 'OperationOutcome' },
  { folder: 'gpconnect-pfs-appointments/examples-from-oas/GET__Patient_id_Appointment/response-200', flavour: 'stu3', name: 'searchset' },
  { folder: 'gpconnect-pfs-appointments/examples-from-oas/GET__Appointment_id/response-200', flavour: 'stu3', name: 'Appointment' },
  { folder: 'gpconnect-pfs-appointments/examples-from-oas/POST__Appointment/response-201', flavour: 'stu3', name: 'Appointment' },
  { folder: 'gpconnect-pfs-appointments/examples-from-oas/PUT__Appointment_id/response-200', flavour: 'stu3', name: 'Appointment' },
  {
    folder: 'gpconnect-pfs-prescriptions/examples-from-oas/GET__Patient_id_MedicationRequest/response-200',
    flavour: 'r4',
    name: 'searchset',
  },
  {
    folder: 'gpconnect-pfs-prescriptions/examples-from-oas/GET__Patient_id_MedicationRequest/response-4XX',
    flavour: 'r4',
    name: 'OperationOutcome',
  },
  { folder: 'gpconnect-pfs-prescriptions/examples-from-oas/GET__Task/response-200', flavour: 'r4', name: 'searchset' },
  { folder: 'gpconnect-pfs-prescriptions/examples-from-oas/POST__Task/response-201', flavour: 'r4', name: 'Task' },
  {
    folder: 'gpconnect-pfs-access-record/examples-from-oas/POST__Patient_gpc.getstructuredrecord/response-200',
    flavour: 'stu3',
    name: 'record',
  },
  {
    folder: 'gpconnect-pfs-access-record/examples-from-oas/GET__Patient_id_DocumentReference/response-200',
    flavour: 'stu3',
    name: 'searchset',
  },
  { folder: 'gpconnect-pfs-access-record/examples-from-oas/GET__documents_Patient_id/response-200', flavour: 'stu3', name: 'searchset' },
  { folder: 'gpconnect-pfs-access-record/examples-from-oas/GET__documents_Binary_id/response-200', flavour: 'stu3', name: 'Binary' },
]

for (const { folder, flavour, name } of EXAMPLES) {
  test(`the published examples of ${folder} have the shape that candidates are held to`, { skip }, () => {
    for (const file of readdirSync(join(SPECS, folder))) {
      const example: unknown = JSON.parse(readFileSync(join(SPECS, folder, file), 'utf8'))
      assert.deepEqual(notAsPublished(flavour, name, example), [], file)
    }
  })
}

test('an answer without what every published one has is told', () => {
  assert.match(
    notAsPublished('permissions', 'permissions', { medicalRecord: { current: { accessLevel: 'all' } } }).join(),
    /effectiveDate.*prescriptions|prescriptions.*effectiveDate/s,
  )
  assert.deepEqual(
    notAsPublished('stu3', 'searchset', { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: { resourceType: 'Basic' } }] }),
    ['entry 0: a Basic, which this API does not publish'],
  )
})
