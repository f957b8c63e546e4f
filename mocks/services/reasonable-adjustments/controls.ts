import type { Environment } from '../../kit/environment.ts'
import codes from './codes.json' with { type: 'json' }
import type { Readable, Resource } from './parts.ts'
import { addEntry, changeEntry, removeRecord, type Author } from './record.ts'
import { entriesOf, type Entry, type RaState } from './state.ts'

interface About {
  nhsNumber: string
}

/** An adjustment as an outsider describes it. */
export interface Adjustment {
  /** SNOMED CT concept. */
  code: string
  display: string
  /** Code of RARecord-AdjustmentCategory-1. */
  category?: string
}

const OUTSIDER: Author = { userId: '555000000016', name: 'Healthchecks,Morning', jobRole: 'R0050', jobRoleName: 'Consultant', organisation: 'RCD01' }

/** What other organisations do to a patient's record, and what there is to see of it. */
export const controls = {
  /** Another organisation has recorded a flag: consent, adjustments, and impairments in words. Gives their ids. */
  putRecord(state: RaState, args: About & { proxyRole?: string; adjustments?: Adjustment[]; impairments?: { code: string; display: string; note?: string }[] }, environment: Environment): { consent: string; flags: string[] } {
    const { nhsNumber, proxyRole = '001', adjustments = [], impairments = [] } = args
    const add = (part: Readable, body: Resource) => addEntry(state, environment, { part, nhsNumber, body, by: OUTSIDER }).id
    const consent = add('Consent', consentOf(nhsNumber, proxyRole))
    const flags = adjustments.map((adjustment) => add('Flag', flagOf(nhsNumber, adjustment)))
    if (impairments.length > 0) add('List', listOf(nhsNumber, impairments, environment))
    return { consent, flags }
  },

  /** Another organisation adds an adjustment. */
  addAdjustment(state: RaState, { nhsNumber, ...adjustment }: About & Adjustment, environment: Environment): { id: string } {
    return { id: addEntry(state, environment, { part: 'Flag', nhsNumber, body: flagOf(nhsNumber, adjustment), by: OUTSIDER }).id }
  },

  /** Another organisation replaces an adjustment by another: one version more. */
  changeAdjustment(state: RaState, { id, ...adjustment }: { id: string } & Adjustment, environment: Environment): { version: number } {
    const entry = find(state, id)
    return { version: changeEntry(environment, entry, flagOf(entry.nhsNumber, adjustment), OUTSIDER).version }
  },

  /** Another organisation says anew how consent was given: one version more. */
  changeConsent(state: RaState, { nhsNumber, proxyRole }: About & { proxyRole: string }, environment: Environment): { version: number } {
    const [consent] = entriesOf(state, nhsNumber, 'Consent')
    if (!consent) throw new Error(`Failed to change the consent of ${nhsNumber}: there is no record. Put one first.`)
    return { version: changeEntry(environment, consent, consentOf(nhsNumber, proxyRole), OUTSIDER).version }
  },

  /** Another organisation removes the record. */
  removeRecord(state: RaState, { nhsNumber, reason = 'DoesntApply', comment = '' }: About & { reason?: string; comment?: string }, environment: Environment): void {
    removeRecord(state, environment, nhsNumber, { code: reason, comment })
  },

  /** A threshold code is recorded; nothing writes them through the API. */
  putThresholdCode(state: RaState, { nhsNumber, ...code }: About & Adjustment, environment: Environment): { id: string } {
    return { id: addEntry(state, environment, { part: 'ThresholdCode', nhsNumber, body: { ...flagOf(nhsNumber, code), resourceType: 'ThresholdCode' }, by: OUTSIDER }).id }
  },

  /** Everything held of a patient, oldest first, what was removed included. */
  readRecord(state: RaState, { nhsNumber }: About): Entry[] {
    return [...state.entries.values()].filter((entry) => entry.nhsNumber === nhsNumber)
  },

  /** The next write about this patient is accepted (202) and done `polls` questions later; or is found to have failed. */
  slowWrite(state: RaState, { nhsNumber, polls = 1, retryAfter = 1, fails = false }: About & { polls?: number; retryAfter?: number; fails?: boolean }): void {
    state.slow.push({ nhsNumber, polls, retryAfter, fails })
  },
}

function find(state: RaState, id: string): Entry {
  const entry = state.entries.get(id)
  if (!entry) throw new Error(`Failed to find ${id}. There are: ${[...state.entries.keys()].join(', ') || 'none'}.`)
  return entry
}

const nraf = { coding: [codes.category] }
const reference = (nhsNumber: string) => ({ reference: `${codes.patient}${nhsNumber}` })

function consentOf(nhsNumber: string, proxyRole: string): Resource {
  const display = (codes.proxyRole.codes as Record<string, string>)[proxyRole]
  return {
    resourceType: 'Consent',
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/RARecord-Consent-1'] },
    extension: [{ url: codes.proxyRole.extension, valueCodeableConcept: { coding: [{ system: codes.proxyRole.system, code: proxyRole, ...(display && { display }) }] } }],
    status: 'active',
    category: [nraf],
    patient: reference(nhsNumber),
    policy: [{ authority: 'https://www.gov.uk/', uri: 'https://www.gov.uk/government/uploads/system/uploads/attachment_data/file/535024/data-security-review.pdf' }],
    purpose: [codes.purpose],
  }
}

function flagOf(nhsNumber: string, { code, display, category = '003' }: Adjustment): Resource {
  return {
    resourceType: 'Flag',
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/RARecord-Flag-1'] },
    extension: [{ url: codes.adjustmentCategory.extension, valueCodeableConcept: { coding: [{ system: codes.adjustmentCategory.system, code: category }] } }],
    status: 'active',
    category: nraf,
    code: { coding: [{ system: codes.snomed, code, display }] },
    subject: reference(nhsNumber),
  }
}

function listOf(nhsNumber: string, impairments: { code: string; display: string; note?: string }[], environment: Environment): Resource {
  const contained = impairments.map(({ code, display, note }) => ({
    resourceType: 'Condition',
    id: environment.random.uuid(),
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-RARecord-Condition-1'] },
    ...(note !== undefined && { note: [{ text: note }] }),
    clinicalStatus: 'active',
    category: [{ coding: [{ system: 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ConditionCategory-1', code: 'issue', display: 'Issue' }] }],
    code: { coding: [{ system: 'https://fhir.nhs.uk/STU3/CodeSystem/RARecord-ConditionCode-1', code, display }] },
    subject: reference(nhsNumber),
  }))
  return {
    resourceType: 'List',
    meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-RARecord-List-1'] },
    contained,
    status: 'current',
    mode: 'changes',
    title: 'Reasonable Adjustment List',
    code: { coding: [codes.listCode] },
    subject: reference(nhsNumber),
    date: new Date(environment.clock.now()).toISOString(),
    entry: contained.map(({ id }) => ({ deleted: false, item: { reference: `#${id}` } })),
  }
}
