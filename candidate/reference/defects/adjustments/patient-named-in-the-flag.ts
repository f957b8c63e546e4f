import { flagResource } from '../../national/reasonable-adjustments.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { defect } from '../defect.ts'

export const patientNamedInTheFlag = defect({
  name: 'patient-named-in-the-flag',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Puts the patient’s name beside the reference, for whoever reads it.',
  replaces: flagResource,
  with: (work, nhsNumber, adjustment) => {
    const flag = flagResource.proper(work, nhsNumber, adjustment)
    const name = patientsOf(work.services).byNhsNumber(nhsNumber)?.national.name?.[0]
    return { ...flag, subject: { ...(flag['subject'] as object), display: `${name?.given?.join(' ')} ${name?.family}` } }
  },
})
