import { clinicianShown } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const cliniciansWithoutNationalIds = defect({
  name: 'clinicians-without-national-ids',
  requirement: 'TIF-GPC-18',
  story: 'Shows clinicians by the ids of its own.',
  replaces: clinicianShown,
  with: (employee) => ({ ...clinicianShown.proper(employee), identifier: [{ system: 'https://assay.example/Id/staff', value: employee.id }] }),
})
