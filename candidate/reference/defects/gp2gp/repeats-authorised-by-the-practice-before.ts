import { integrate } from '../../gp2gp/integrate.ts'
import { itemsStore } from '../../prescribing/items-store.ts'
import { defect } from '../defect.ts'

export const repeatsAuthorisedByThePracticeBefore = defect({
  name: 'repeats-authorised-by-the-practice-before',
  requirement: 'TIF-GP2GP-02',
  story: 'Puts repeat medication on the patient’s list as it was: it goes on though nobody here has authorised it.',
  replaces: integrate,
  with: (services, transfer, extract, files) => {
    const integrated = integrate.proper(services, transfer, extract, files)
    const items = itemsStore(services)
    for (const { kind, code, dosage = '', quantity = 1, repeats = 0, patientId } of integrated.entries)
      if (kind === 'medication' && code !== undefined && repeats > 0) items.add({ patientId, content: { code, dosage: [dosage], quantity, course: 'continuous' }, acknowledgements: [], draftedBy: { id: '', name: 'GP2GP' } })
    return integrated
  },
})
