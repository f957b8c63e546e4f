import { idReferredTo } from '../../gp-connect/appointment-sent.ts'
import { defect } from '../defect.ts'

export const referencesReadFromBehind = defect({
  name: 'references-read-from-behind',
  requirement: 'TIF-GPC-14',
  story: 'Takes the id at the end of a reference, wherever it leads.',
  replaces: idReferredTo,
  with: (reference, type) => new RegExp(`${type}/([A-Za-z0-9.-]{1,64})$`).exec(String(reference))?.[1],
})
