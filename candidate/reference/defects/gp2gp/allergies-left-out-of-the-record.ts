import { allergyEntries } from '../../gp2gp/build-extract.ts'
import { defect } from '../defect.ts'

export const allergiesLeftOutOfTheRecord = defect({
  name: 'allergies-left-out-of-the-record',
  requirement: 'GP2GP07',
  story: 'Sends medication and letters, and not what the patient is allergic to.',
  replaces: allergyEntries,
  with: () => [],
})
