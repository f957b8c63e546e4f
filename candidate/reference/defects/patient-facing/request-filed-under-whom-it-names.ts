import { patientsOf } from '../../demographics/patients.ts'
import { isOwn } from '../../patient-facing/caller.ts'
import { patientOfRequest } from '../../patient-facing/prescriptions/routes.ts'
import { defect, swap } from '../defect.ts'

export const requestFiledUnderWhomItNames = defect({
  name: 'request-filed-under-whom-it-names',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Knows who asks, and files the request under the patient that it names.',
  replaces: patientOfRequest,
  with: (services, caller, forWhom) => patientsOf(services).byNhsNumber(forWhom) ?? caller,
  also: [swap(isOwn, () => true)],
})
