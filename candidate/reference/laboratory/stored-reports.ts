import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import { documentIdIn, readDocument } from '../national/patient-data-manager.ts'
import type { Services } from '../services.ts'
import { fileReport } from './file-report.ts'
import { readFhirReport } from './read-fhir-report.ts'
import { ReportProblem } from './read-report.ts'
import { storedReportsStore, type StoredReport } from './stored-reports-store.ts'

/** The event by which the practice hears of a result that it asked for. Source: MNS events catalogue. */
export const RESULT_STORED = 'pathology-laboratory-reporting-test-result-stored-1'

/** What was told of a result. */
export interface ToldResult {
  /** MNS's id of the event. */
  id: string
  nhsNumber: string
  /** Where the result is. */
  focus?: string
}

/** In how many rounds a report is asked for before a person is. */
const MOST_ROUNDS = 5

const focusOf = (id: string) => `stored-report:${id}`

/** Whether a result is to be read: of somebody who has left, too, for this practice asked for it. */
export const isAwaited = behaviour('laboratory.isAwaited', (_services: Services, _told: ToldResult): boolean => true)

/** Whether a report is waited for or taken already: it may be told of more than once. What was given up is asked for again. */
export const isToldAlready = behaviour('laboratory.isToldAlready', (known: StoredReport | undefined): boolean => known !== undefined && known.state !== 'given-up')

/** A result is somewhere, and the event does not say where: a person finds out. */
export const onUnknownAddress = behaviour('laboratory.onUnknownAddress', ({ tasks }: Services, { id, nhsNumber }: ToldResult): void => {
  tasks.raise({ code: 'report-not-fetched', focus: `event:${id}`, text: `A laboratory result about NHS number ${nhsNumber} was announced without an address in the national store, so it could not be fetched. Find out which laboratory it is from, and ask for it.` })
})

/** A report that cannot be read from the store goes to a person after some rounds. */
export const onGivenUp = behaviour('laboratory.onGivenUp', ({ tasks }: Services, { id, nhsNumber }: StoredReport, why: string): void => {
  tasks.raise({ code: 'report-not-fetched', focus: focusOf(id), text: `A laboratory result about NHS number ${nhsNumber} was announced and could not be fetched, ${MOST_ROUNDS} times over (${why}). It is not tried again by itself: ask the laboratory for the result.` })
})

/** What becomes of a report that could not be read this time: it waits for the next round. */
export const keepWaiting = behaviour('laboratory.keepWaiting', (services: Services, { id }: StoredReport, { cause, message }: NationalRefusal): void => {
  const store = storedReportsStore(services)
  const report = store.failed(id)
  if (report.failures < MOST_ROUNDS) return
  store.giveUp(id)
  onGivenUp(services, report, cause instanceof Error ? cause.message : message)
})

/** A person sees to a document that no report could be made of; it is kept as it came. */
export const onUnreadableReport = behaviour('laboratory.onUnreadableReport', ({ tasks }: Services, { id, nhsNumber }: StoredReport, problem: string): void => {
  tasks.raise({ code: 'report-refused', focus: focusOf(id), text: `A laboratory result about NHS number ${nhsNumber} came from the national store and was not filed: ${problem}. It is kept as it came; ask the laboratory.` })
})

/** Takes note of a result that the practice was told of: it is read from the store after the round. */
export function noteStoredReport(services: Services, told: ToldResult): void {
  if (!isAwaited(services, told)) return
  const id = documentIdIn(told.focus ?? '')
  if (id === undefined) return onUnknownAddress(services, told)
  const store = storedReportsStore(services)
  if (!isToldAlready(store.get(id))) store.await(id, told.nhsNumber)
}

/** Puts a document that was read through the same intake as any other report. */
function takeDocument(services: Services, stored: StoredReport, content: string): void {
  storedReportsStore(services).taken(stored.id, content)
  for (const task of services.tasks.list({ status: 'requested', code: 'report-not-fetched' })) if (task.focus === focusOf(stored.id)) services.tasks.close(task.id, 'completed', 'the national store')
  try {
    const { report, sender } = readFhirReport(content, stored)
    fileReport(services, report, sender)
  } catch (error) {
    if (!(error instanceof ReportProblem)) throw error
    onUnreadableReport(services, stored, error.message)
  }
}

/** Reads every report that is waited for. One that cannot be read does not stand in the way of the others. */
export async function fetchWaiting(services: Services): Promise<void> {
  for (const stored of storedReportsStore(services).waiting()) {
    try {
      const content = await readDocument(services.platform, stored.id, randomUUID())
      services.database.transaction(() => takeDocument(services, stored, content))
    } catch (error) {
      if (!(error instanceof NationalRefusal)) throw error
      services.database.transaction(() => keepWaiting(services, stored, error))
    }
  }
}
