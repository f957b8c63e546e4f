import { vaccinationsToTell } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const vaccinationsOfElsewhereOnly = defect({
  name: 'vaccinations-of-elsewhere-only',
  requirement: 'GPCARS01',
  story: 'Tells the vaccinations that others have told of, and not those given here.',
  replaces: vaccinationsToTell,
  with: (all) => all.filter(({ state }) => state === 'read'),
})
