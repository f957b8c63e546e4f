import { isPartOfHistory } from '../../appointments/lists.ts'
import { defect } from '../defect.ts'

export const pastIsPast = defect({
  name: 'past-is-past',
  requirement: 'E00224',
  story: 'Lists what is to come. For what has been one has to go somewhere else.',
  replaces: isPartOfHistory,
  with: ({ endsAt }, now) => endsAt > now,
})
