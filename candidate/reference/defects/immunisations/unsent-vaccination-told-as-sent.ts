import { vaccinationsStore } from '../../immunisations/vaccinations-store.ts'
import { keepUnsent } from '../../immunisations/record-vaccination.ts'
import { defect } from '../defect.ts'

export const unsentVaccinationToldAsSent = defect({
  name: 'unsent-vaccination-told-as-sent',
  requirement: 'TIF-CS-11',
  story: 'Writes down that a vaccination was sent before it is sent.',
  replaces: keepUnsent,
  with: ({ services }, { id }) => vaccinationsStore(services).become(id, 'sent'),
})
