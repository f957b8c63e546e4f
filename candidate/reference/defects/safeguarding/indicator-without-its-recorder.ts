import { flagToAdd } from '../../national/patient-flags.ts'
import { defect } from '../defect.ts'

export const indicatorWithoutItsRecorder = defect({
  name: 'indicator-without-its-recorder',
  requirement: 'TIF-FLAG-01',
  story: 'Records every indicator under the name of the system.',
  replaces: flagToAdd,
  with: (work, nhsNumber) => JSON.parse(JSON.stringify(flagToAdd.proper(work, nhsNumber)).replaceAll(`Practitioner/${work.session.user.id}`, `Practitioner/${work.services.config.national.clientId}`)),
})
