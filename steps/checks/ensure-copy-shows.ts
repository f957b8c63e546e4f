import type { PatientView } from '../../candidate/port/demographics.ts'
import { check, finding } from './check.ts'

/** The practice's own copy, as it stands without anybody opening the record anew. */
export const ensureCopyShows = check('the practice’s own copy is up to date', (_sight, { view, mobile, deceased }: { view: PatientView; mobile?: string; deceased?: true }) => [
  mobile !== undefined && view.mobile !== mobile && finding('another mobile number', { expected: mobile, seen: view.mobile ?? 'none' }),
  deceased && view.deceased === undefined && finding('shown as alive', { expected: 'deceased', seen: 'no date of death' }),
])
