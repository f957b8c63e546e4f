import { isSnomedId } from '../allergies/snomed.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { AMP, findByWords, findConcept, findReplacement, isAmong, VMP, type Choice, type FoundConcept } from '../national/terminology.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { problemsStore, type Problem } from './store.ts'

/** What may be recorded as a problem: everything below Clinical finding. */
const FINDINGS = '<<404684003'
const SUBSTANCES = '<105590001'

/** Whether a code can be one at all: its last digit tells. Nobody is asked about one that cannot. */
export const canBeCode = behaviour('problems.canBeCode', (code: string): boolean => isSnomedId(code))

/** Whether a concept may be recorded anew. One that a release has made inactive may not. */
export const mayBeRecorded = behaviour('problems.mayBeRecorded', ({ inactive }: FoundConcept): boolean => !inactive)

/** The term under which an entry is kept: the terminology's own, not what the screen that was typed on had. */
export const termToKeep = behaviour('problems.termToKeep', (found: FoundConcept, _typed: string): string => found.term)

/** The clinician's own words, kept beside the code. */
export const wordsToKeep = behaviour('problems.wordsToKeep', (text: string): string | undefined => (text === '' ? undefined : text))

/** Whether the code is that of a finding, and not of a substance or a medicine. */
export const isFinding = behaviour('problems.isFinding', (work: Work, code: string): Promise<boolean> => isAmong(work, FINDINGS, code))

/**
 * What becomes of an entry whose code cannot be looked up: it is kept as it was chosen, said to be unchecked, and somebody is asked
 * to see to it. Nothing that a clinician writes is lost for want of a dictionary.
 */
export const keepUnchecked = behaviour('problems.keepUnchecked', (work: Work, problem: Omit<Problem, 'id' | 'recordedAt' | 'state'>, failure: Refusal): Problem => {
  work.services.tasks.raise({ code: 'code-not-checked', patientId: problem.patientId, focus: problem.code, text: `The code of “${problem.term}” could not be checked. ${failure.message} Check the codes of this patient’s problems.` })
  return problemsStore(work.services).add({ ...problem, state: 'unchecked' })
})

/** Records a problem. */
export async function recordProblem(work: Work, { patientId, code, term, text }: { patientId: string; code: string; term: string; text: string }): Promise<Problem> {
  demand(work.role, 'B0380')
  const { services, session } = work
  const { id } = patientsOf(services).get(patientId)
  if (!canBeCode(code)) throw new Refusal('invalid', [{ field: 'code', text: 'That is no SNOMED CT code. Search for the problem by its name.' }])
  const words = wordsToKeep(text)
  const entry = { patientId: id, code, term, ...(words !== undefined && { text: words }), recorder: { id: session.user.id, name: session.user.name } }
  const problem = await checkedConcept(work, code).then(
    (found) => problemsStore(services).add({ ...entry, term: termToKeep(found, term), state: 'checked' }),
    (failure: unknown) => {
      if (!(failure instanceof NationalRefusal)) throw failure
      if (term === '') throw new Refusal('invalid', [{ field: 'term', text: 'Say what the problem is: the code could not be looked up.' }])
      return keepUnchecked(work, entry, failure)
    },
  )
  audited(work, { event: 'problem-recorded', action: 'C', patientId: id, subject: `Condition/${problem.id}`, detail: { code, state: problem.state } })
  return problem
}

/** The concept, which has to be a finding that is active. */
async function checkedConcept(work: Work, code: string): Promise<FoundConcept> {
  const found = await findConcept(work, code)
  if (!found) throw new Refusal('invalid', [{ field: 'code', text: 'SNOMED CT has no concept with that code. Search for the problem by its name.' }])
  if (!mayBeRecorded(found)) {
    const instead = await findReplacement(work, code)
    throw new Refusal('rule', `“${found.term}” is not in use any more.${instead ? ` Record “${instead.term}” (${instead.code}) instead.` : ' Search for another term.'}`)
  }
  if (!(await isFinding(work, code))) throw new Refusal('rule', `“${found.term}” is no problem, finding or disease. Search for the problem by its name.`)
  return found
}

/** What an entry becomes whose concept was looked up again. What was recorded stays as it was: code and term are the evidence of their day. */
export const afterChecking = behaviour('problems.afterChecking', ({ code, term, state }: Problem, found: FoundConcept | undefined): Pick<Problem, 'state' | 'code' | 'term'> => {
  if (!found || found.inactive) return { state: 'retired', code, term }
  return { state: 'checked', code, term: state === 'unchecked' ? found.term : term }
})

/** Looks up the codes of a patient's problems again: what could not be checked, and what a release may have made inactive. */
export async function checkCodes(work: Work, patientId: string): Promise<Problem[]> {
  demand(work.role, 'B0380')
  const { services } = work
  const { id } = patientsOf(services).get(patientId)
  const store = problemsStore(services)
  for (const problem of store.ofPatient(id)) {
    const after = afterChecking(problem, await findConcept(work, problem.code))
    if (after.state !== problem.state || after.term !== problem.term) store.change(problem.id, after)
    if (after.state === 'retired' && problem.state !== 'retired')
      services.tasks.raise({ code: 'code-retired', patientId: id, focus: problem.code, text: `“${problem.term}” (${problem.code}) is not in use any more. It stays on the record as it was; record the problem anew if it still holds.` })
  }
  audited(work, { event: 'problem-codes-checked', action: 'U', patientId: id })
  return store.ofPatient(id)
}

/** What is looked for: a problem, what somebody is allergic to, or a medicine. */
const KINDS: Record<string, readonly { expression: string; level?: string }[]> = {
  problem: [{ expression: FINDINGS }],
  allergen: [{ expression: SUBSTANCES }],
  medicine: [
    { expression: `^${VMP}`, level: 'VMP' },
    { expression: `^${AMP}`, level: 'AMP' },
  ],
}

/** The level of dm+d at which a product stands: by its medicine (VMP), or by its brand (AMP). */
export const levelOf = behaviour('problems.levelOf', (level: string | undefined): string | undefined => level)

/** Codes by words, as somebody types them. */
export async function findCodes(work: Work, { kind, words }: { kind: string; words: string }): Promise<(Choice & { level?: string })[]> {
  demand(work.role, 'B0370')
  const sets = KINDS[kind]
  if (!sets) throw new Refusal('invalid', [{ field: 'kind', text: `Say what is looked for: ${Object.keys(KINDS).join(', ')}.` }])
  if (words.trim().length < 3) throw new Refusal('invalid', [{ field: 'text', text: 'Type at least three letters.' }])
  const found = []
  for (const { expression, level } of sets) {
    const told = levelOf(level)
    for (const choice of await findByWords(work, expression, words.trim())) found.push({ ...choice, ...(told !== undefined && { level: told }) })
  }
  return found
}
