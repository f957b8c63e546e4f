import type { RegisteredPatient } from '../demographics/patient.ts'
import type { findSummary, NationalPermission } from '../national/scr.ts'
import type { Services } from '../services.ts'
import type { Work } from '../work.ts'
import { fhirRoute } from './fhir-route.ts'
import { hl7Route } from './hl7/hl7-route.ts'
import { summariesStore } from './summaries-store.ts'
import { SUMMARY_INTERFACES, type PendingUpload, type SummaryInterface, type UploadResult, type ViewedSummary } from './summary.ts'
import type { Section } from './summary-content.ts'

/** A way to the Summary Care Record. What a summary says, for whom there is one and who may look is the same on each. */
export interface SummaryRoute {
  /** The summary that counts now; undefined where there is none, `closed` where the patient lets nobody at it. */
  find: typeof findSummary
  /** A summary as it is shown; undefined when it is not the current one any more. */
  read(work: Work, nhsNumber: string, id: string): Promise<ViewedSummary | 'closed' | undefined>
  writePermission(work: Work, nhsNumber: string, permission: NationalPermission): Promise<void>
  /** Writes a summary as it will go out, once. */
  compose(work: Work, patient: RegisteredPatient, sections: readonly Section[], ids: { id: string; replaces?: string }): Promise<Pick<PendingUpload, 'bundle' | 'requestId'>>
  upload(work: Work, upload: PendingUpload): Promise<UploadResult>
}

const ROUTES: Readonly<Record<SummaryInterface, SummaryRoute>> = { fhir: fhirRoute, hl7: hl7Route }

/** How the practice reaches the Summary Care Record: as it has chosen, or as `areas.summaries.interface` of the configuration says. */
export function viaOf(services: Services): SummaryInterface {
  const settings = services.config.areas['summaries'] as { interface?: unknown } | undefined
  return summariesStore(services).chosenInterface() ?? SUMMARY_INTERFACES.find((each) => each === settings?.interface) ?? 'fhir'
}

export const routeBy = (via: SummaryInterface): SummaryRoute => ROUTES[via]
export const routeOf = (services: Services): SummaryRoute => ROUTES[viaOf(services)]
