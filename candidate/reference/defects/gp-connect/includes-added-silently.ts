import { missingIncludes } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const includesAddedSilently = defect({
  name: 'includes-added-silently',
  requirement: 'TIF-GPC-11',
  story: 'Adds what a search for documents lacks.',
  replaces: missingIncludes,
  with: () => [],
})
