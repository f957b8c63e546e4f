import { roleResource } from '../../national/validated-relationships.ts'
import { defect } from '../defect.ts'

export const proxyAndPatientMixedUp = defect({
  name: 'proxy-and-patient-mixed-up',
  requirement: 'E00206',
  story: 'Enters the two people the wrong way round: the patient gets at the record of whoever was to look after them.',
  replaces: roleResource,
  with: (role) => roleResource.proper({ ...role, patient: role.proxy, proxy: role.patient }),
})
