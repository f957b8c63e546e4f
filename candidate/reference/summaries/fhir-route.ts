import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { NationalRefusal, wordsOf, type Answer } from '../national/answer.ts'
import { isObject, parseJson } from '../national/json.ts'
import { findSummary, isClosed, readSummary, SCR, uploadSummary, writePermission } from '../national/scr.ts'
import type { Work } from '../work.ts'
import { summaryBundle } from './build-bundle.ts'
import { shown } from './read-bundle.ts'
import type { SummaryRoute } from './route.ts'
import type { PendingUpload, UploadResult } from './summary.ts'

/** Whether Spine has taken a summary: it says so with 201, and with nothing else. */
export const isTaken = behaviour('summaries.isTaken', (result: Answer | NationalRefusal): boolean => !(result instanceof NationalRefusal) && result.status === 201)

/** Whether an upload that was not taken may be taken later. Anything else was refused for good. */
export const mayPassLater = behaviour('summaries.mayPassLater', (status: number): boolean => status === 429 || status >= 500)

async function upload(work: Work, { bundle: text, patientId, requestId }: PendingUpload): Promise<UploadResult> {
  const bundle = parseJson(text)
  if (!isObject(bundle)) throw new Error(`the upload kept for patient ${patientId} is no document`)
  const result = await uploadSummary(work, bundle, requestId).catch((failure: unknown) => {
    if (failure instanceof NationalRefusal) return failure
    throw failure
  })
  if (isTaken(result)) return { outcome: 'taken' }
  if (result instanceof NationalRefusal) return { outcome: 'not-taken', problem: result.message, again: true }
  if (isClosed(result)) return { outcome: 'closed' }
  return { outcome: 'not-taken', problem: `${SCR} did not take the summary: ${wordsOf(result.body) ?? result.status}.`, again: mayPassLater(result.status) }
}

/** The Summary Care Record over its FHIR API. */
export const fhirRoute: SummaryRoute = {
  find: findSummary,
  async read(work, nhsNumber, id) {
    const resources = await readSummary(work, nhsNumber, id)
    return resources === 'closed' || !resources ? resources : shown(resources)
  },
  writePermission,
  compose: async (work, patient, sections, ids) => ({ bundle: JSON.stringify(summaryBundle(work, patient, sections, ids)), requestId: randomUUID() }),
  upload,
}
