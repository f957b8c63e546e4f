import { immunizationOf } from '../../national/immunisations.ts'
import { defect } from '../defect.ts'

export const batchKeptAtHome = defect({
  name: 'batch-kept-at-home',
  requirement: 'TIF-DS-02',
  story: 'Keeps the batch on its own record, and does not tell it.',
  replaces: immunizationOf,
  with: (...args) => {
    const { lotNumber: _batch, ...event } = immunizationOf.proper(...args)
    return event
  },
})
