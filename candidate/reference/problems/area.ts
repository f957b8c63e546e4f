import type { Area, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { searchset } from '../fhir/bundle.ts'
import { parameters, ParametersReader } from '../fhir/parameters.ts'
import { concept, SYSTEM, type Resource } from '../fhir/resource.ts'
import { fhir, readResource } from '../http/respond.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { requireActivity } from '../session/permission.ts'
import { checkCodes, findCodes, recordProblem } from './record-problem.ts'
import { problemMigrations, problemsStore, type Problem } from './store.ts'

const STATE = 'https://assay.example/StructureDefinition/code-state'

function problemsApi(routes: Routes): void {
  routes.get('/$find-codes', async (context) => {
    const found = await findCodes(context.get('work'), { kind: context.req.query('kind') ?? '', words: context.req.query('text') ?? '' })
    return fhir(
      context,
      parameters(
        found.map(({ code, term, level }) => ({
          name: 'choice',
          part: [{ name: 'code', valueCode: code }, { name: 'term', valueString: term }, ...(level === undefined ? [] : [{ name: 'level', valueCode: level }])],
        })),
      ),
    )
  })

  routes.post('/Condition', async (context) => {
    const problem = await recordProblem(context.get('work'), problemIn(await readResource(context)))
    return fhir(context, fhirProblem(problem), { status: 201, location: `/FHIR/R4/Condition/${problem.id}` })
  })

  routes.get('/Condition', requireActivity('B0360', 'B0370'), (context) => {
    const work = context.get('work')
    const { id } = patientsOf(work.services).get((context.req.query('patient') ?? '').replace('Patient/', ''))
    audited(work, { event: 'problems-viewed', action: 'R', patientId: id })
    return fhir(context, listed(problemsStore(work.services).ofPatient(id)))
  })

  routes.post('/Patient/:id/$check-codes', async (context) => {
    new ParametersReader(await readResource(context))
    return fhir(context, listed(await checkCodes(context.get('work'), context.req.param('id'))))
  })
}

const listed = (problems: readonly Problem[]): Resource => searchset(problems.map((problem) => ({ resource: fhirProblem(problem) })))

/** A problem as UK Core has it. */
const fhirProblem = ({ id, patientId, code, term, text, state, recordedAt, recorder }: Problem): Resource => ({
  resourceType: 'Condition',
  id,
  meta: { profile: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Condition'] },
  extension: [{ url: STATE, valueCode: state }],
  clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
  category: [concept('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item')],
  code: concept(SYSTEM.snomed, code, term),
  subject: { reference: `Patient/${patientId}` },
  recordedDate: recordedAt,
  recorder: { identifier: { system: SYSTEM.sdsUser, value: recorder.id }, display: recorder.name },
  ...(text !== undefined && { note: [{ text }] }),
})

function problemIn(body: JsonObject): { patientId: string; code: string; term: string; text: string } {
  const code = isObject(body['code']) ? body['code'] : {}
  const coding = Array.isArray(code['coding']) ? code['coding'].filter(isObject).find(({ system }) => system === SYSTEM.snomed) : undefined
  const note = Array.isArray(body['note']) ? body['note'].find(isObject) : undefined
  const words = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
  return {
    patientId: words(isObject(body['subject']) ? body['subject']['reference'] : undefined).replace('Patient/', ''),
    code: words(coding?.['code']),
    term: words(coding?.['display']) || words(code['text']),
    text: words(note?.['text']),
  }
}

/** Problems on the record: coded in SNOMED CT, with the clinician's own words beside the code. */
export const problems: Area = { name: 'problems', migrations: problemMigrations, api: problemsApi }
