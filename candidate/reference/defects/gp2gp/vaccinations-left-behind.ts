import { vaccinationEntries } from '../../gp2gp/build-extract.ts'
import { defect } from '../defect.ts'

export const vaccinationsLeftBehind = defect({
  name: 'vaccinations-left-behind',
  requirement: 'GP2GP07',
  story: 'Sends the record without the vaccinations that were given here.',
  replaces: vaccinationEntries,
  with: () => [],
})
