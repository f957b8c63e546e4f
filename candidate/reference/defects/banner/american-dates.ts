import { formatDate } from '../../pages/format.ts'
import { defect } from '../defect.ts'

export const americanDates = defect({
  name: 'american-dates',
  requirement: 'PAB-0016',
  story: 'Shows the date of birth in figures, month first: half of all days become another day.',
  replaces: formatDate,
  with: (iso) => iso.slice(0, 10).replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$2/$3/$1'),
})
