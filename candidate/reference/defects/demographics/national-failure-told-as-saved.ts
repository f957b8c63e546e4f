import { afterNationalFailure } from '../../demographics/change-patient.ts'
import { TELECOM, type TelecomName } from '../../demographics/details.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { defect } from '../defect.ts'

export const nationalFailureToldAsSaved = defect({
  name: 'national-failure-told-as-saved',
  requirement: 'PDS02',
  story: 'Saves here when PDS fails, and tells the user that all is well. The two records go their own ways.',
  replaces: afterNationalFailure,
  with: (work, patient, wanted) => {
    const telecom = (Object.keys(TELECOM) as TelecomName[])
      .filter((name) => wanted[name] !== '')
      .map((name) => ({ ...TELECOM[name], value: wanted[name] }))
    const record = { nhsNumber: patient.nhsNumber, version: patient.nationalVersion, patient: { ...patient.national, telecom } }
    return patientsOf(work.services).receive(patient, record, { ...patient.local })
  },
})
