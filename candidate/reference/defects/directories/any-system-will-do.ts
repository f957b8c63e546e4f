import { routeTo } from '../../directories/look-up.ts'
import { defect } from '../defect.ts'

export const anySystemWillDo = defect({
  name: 'any-system-will-do',
  requirement: 'TIF-SDS-01',
  story: 'Sends to whatever system a practice has when none takes what is to be sent.',
  replaces: routeTo,
  with: async (work, odsCode, interaction) =>
    (await routeTo.proper(work, odsCode, interaction)) ?? routeTo.proper(work, odsCode, 'urn:nhs:names:services:gpconnect:fhir:rest:search:slot-1'),
})
