import { medicineRow } from '../../summaries/summary-content.ts'
import { defect } from '../defect.ts'

export const medicinesWithoutADose = defect({
  name: 'medicines-without-a-dose',
  requirement: 'SCR02',
  story: 'Names the medicines, and leaves it to the reader how they are taken.',
  replaces: medicineRow,
  with: (item) => medicineRow.proper({ ...item, dosage: [] }),
})
