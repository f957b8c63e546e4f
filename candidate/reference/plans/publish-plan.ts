import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { deletePointer, findOwnPointer, pointerTo, publishPointer } from '../national/nrl.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { PLAN_TYPES, type Plan } from './plan.ts'
import { plansStore } from './plans-store.ts'

const TASK = 'plan-not-published'

/** Who may write plans, and tell others of them: whoever may amend health records. */
export const demandWriter = behaviour('plans.demandWriter', ({ role }: Work): void => demand(role, 'B0380'))

/** Writes down a plan, and tells others where it is. It is on record whatever becomes of that. */
export async function publishPlan(work: Work, written: { patientId: string; type: string; title: string; text: string; replaces?: string }): Promise<Plan> {
  demandWriter(work)
  const { services } = work
  const patient = patientsOf(services).get(written.patientId)
  if (patient.status !== 'active') throw new Refusal('rule', 'This patient is not registered here any more. No plan was written.')
  const issues = [
    ...(PLAN_TYPES.some(({ code }) => code === written.type) ? [] : [{ field: 'type', text: `Choose the type of plan: ${PLAN_TYPES.map(({ term }) => term).join(', ')}.` }]),
    ...(written.title === '' ? [{ field: 'title', text: 'Give the plan a title.' }] : []),
    ...(written.text === '' ? [{ field: 'text', text: 'Write the plan.' }] : []),
  ]
  if (issues.length > 0) throw new Refusal('invalid', issues)
  const before = written.replaces === undefined ? undefined : plansStore(services).get(patient.id, written.replaces)
  if (before && (before.state !== 'published' || before.type.code !== written.type)) throw new Refusal('rule', 'Only a plan of the same type that is published can be replaced.')
  const plan = services.database.transaction(() => {
    const added = plansStore(services).add({ ...written, author: work.session.user.name })
    audited(work, { event: 'plan-written', action: 'C', patientId: patient.id, subject: `DocumentReference/${added.id}` })
    return added
  })
  return send(work, plan, () => undefined)
}

/** Whether a plan that may have been published before is there nationally already: by its own identifier. */
export const publishedBefore = behaviour('plans.publishedBefore', (work: Work, nhsNumber: string, { type, reference }: Plan): Promise<string | undefined> =>
  findOwnPointer(work, { nhsNumber, type: type.code, reference }),
)

/** Publishes a plan again that others could not be told of. */
export async function sendPlan(work: Work, patientId: string, id: string): Promise<Plan> {
  demandWriter(work)
  const plan = plansStore(work.services).get(patientId, id)
  if (plan.state !== 'not-published' && plan.state !== 'publishing') throw new Refusal('already-done', 'Nothing is to be sent: this plan is published, replaced or withdrawn.')
  const { nhsNumber } = patientsOf(work.services).get(patientId)
  return send(work, plan, () => publishedBefore(work, nhsNumber, plan))
}

/** What becomes of a plan that others were not told of: it stays on record, and somebody is told. */
export const keepUnpublished = behaviour('plans.keepUnpublished', ({ services }: Work, plan: Plan, problem: string): Plan => {
  services.tasks.raise({ code: TASK, patientId: plan.patientId, focus: `DocumentReference/${plan.id}`, text: `A plan (${plan.type.term}) was not published, or nobody knows: others may not find it. ${problem}` })
  return plansStore(services).become(plan, 'not-published', { problem })
})

async function send(work: Work, plan: Plan, known: () => Promise<string | undefined> | undefined): Promise<Plan> {
  const { services } = work
  const { nhsNumber } = patientsOf(services).get(plan.patientId)
  let pointer: string
  try {
    pointer = (await known()) ?? (await publishPointer(work, pointerTo(work, nhsNumber, plan)))
  } catch (failure) {
    if (!(failure instanceof NationalRefusal)) throw failure
    return services.database.transaction(() => keepUnpublished(work, plan, failure.message))
  }
  return services.database.transaction(() => {
    closeTasks(work, plan)
    if (plan.replaces !== undefined) plansStore(services).become(plansStore(services).get(plan.patientId, plan.replaces), 'replaced')
    return plansStore(services).become(plan, 'published', { pointer })
  })
}

function closeTasks({ services, session }: Work, { id, patientId }: Plan): void {
  for (const task of services.tasks.list({ status: 'requested', code: TASK, patientId })) if (task.focus === `DocumentReference/${id}`) services.tasks.close(task.id, 'completed', session.user.name)
}

/** Takes back nationally what is said of a plan. */
export const takeBack = behaviour('plans.takeBack', (work: Work, pointer: string): Promise<void> => deletePointer(work, pointer))

/** Withdraws a plan: others find it no more. One of which nobody knows whether it was published is looked for first. */
export async function withdrawPlan(work: Work, patientId: string, id: string): Promise<Plan> {
  demandWriter(work)
  const { services } = work
  const plan = plansStore(services).get(patientId, id)
  if (plan.state === 'withdrawn' || plan.state === 'replaced') throw new Refusal('already-done', 'This plan is withdrawn or replaced already.')
  const { nhsNumber } = patientsOf(services).get(patientId)
  const pointer = plan.pointer ?? (await publishedBefore(work, nhsNumber, plan))
  if (pointer !== undefined) await takeBack(work, pointer)
  return services.database.transaction(() => {
    closeTasks(work, plan)
    audited(work, { event: 'plan-withdrawn', action: 'U', patientId, subject: `DocumentReference/${id}` })
    return plansStore(services).become(plan, 'withdrawn')
  })
}
