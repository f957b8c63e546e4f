import type { ReadResult } from '../../national/pds.ts'
import { fetchForEvent } from '../../notifications/refresh.ts'
import { defect } from '../defect.ts'

export const fetchedByNight = defect({
  name: 'fetched-by-night',
  requirement: 'NEMS01',
  story: 'Shows what the practice had before, until the morning: records that events tell of are fetched by night.',
  replaces: fetchForEvent,
  with: async (_services, { nhsNumber, nationalVersion, national }): Promise<ReadResult> => ({ outcome: 'found', record: { nhsNumber, version: nationalVersion, patient: national } }),
})
