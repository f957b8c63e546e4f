import { findSystem } from '../../national/sds.ts'
import { defect } from '../defect.ts'

export const oneSystemForEverything = defect({
  name: 'one-system-for-everything',
  requirement: 'TIF-SDS-01',
  story: 'Looks for a practice’s system by what it shows of appointments, and sends everything there.',
  replaces: findSystem,
  with: (work, odsCode) => findSystem.proper(work, odsCode, 'urn:nhs:names:services:gpconnect:fhir:rest:search:slot-1'),
})
