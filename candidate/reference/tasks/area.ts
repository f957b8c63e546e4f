import type { Area, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { searchset } from '../fhir/bundle.ts'
import type { Resource } from '../fhir/resource.ts'
import { fhir } from '../http/respond.ts'
import { readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { taskMigrations, type Task } from './tasks.ts'

const VIEW = requireActivity('B0820')

/** A task as a FHIR Task. */
export const fhirTask = ({ id, code, text, patientId, focus, status, createdAt, changedAt }: Task): Resource => ({
  resourceType: 'Task',
  id: String(id),
  status,
  intent: 'order',
  code: { coding: [{ system: 'https://assay.example/CodeSystem/candidate-task', code }] },
  description: text,
  ...(patientId !== undefined && { for: { reference: `Patient/${patientId}` } }),
  ...(focus !== undefined && { focus: { reference: focus } }),
  authoredOn: createdAt,
  lastModified: changedAt,
})

function closeTask(work: Work, id: number, status: 'completed' | 'cancelled'): Task {
  const { tasks, database } = work.services
  const task = tasks.one(id)
  if (!task) throw new Refusal('not-found', 'There is no such task.')
  if (task.status !== 'requested') throw new Refusal('already-done', 'Somebody has already seen to this.')
  return database.transaction(() => {
    tasks.close(id, status, work.session.user.name)
    audited(work, {
      event: `task-${status}`,
      action: 'U',
      ...(task.patientId !== undefined && { patientId: task.patientId }),
      subject: `Task/${id}`,
      detail: { code: task.code },
    })
    return { ...task, status }
  })
}

function taskApi(routes: Routes): void {
  routes.get('/Task', VIEW, (context) => {
    const { status, code, patient } = context.req.query()
    const found = context
      .get('services')
      .tasks.list({ ...(status && { status }), ...(code && { code }), ...(patient && { patientId: patient.replace('Patient/', '') }) })
    audited(context.get('work'), { event: 'tasks-viewed', action: 'R', detail: { found: found.length } })
    return fhir(context, searchset(found.map((task) => ({ resource: fhirTask(task) }))))
  })

  routes.post('/Task/:id/$complete', VIEW, (context) =>
    fhir(context, fhirTask(closeTask(context.get('work'), Number(context.req.param('id')), 'completed'))),
  )
}

function taskPages(routes: Routes): void {
  routes.get('/tasks', VIEW, (context) => {
    const { tasks, pages } = context.get('services')
    const list = tasks.list({ status: 'requested' })
    audited(context.get('work'), { event: 'tasks-viewed', action: 'R', detail: { found: list.length } })
    return pages.render(context, 'tasks/templates/tasks.njk', { title: 'Tasks', list })
  })

  routes.post('/tasks', VIEW, async (context) => {
    closeTask(context.get('work'), Number((await readForm(context))['id']), 'completed')
    return context.redirect('/tasks', 303)
  })
}

/** What somebody at the practice has to see to: raised by other areas, completed by people. */
export const tasks: Area = {
  name: 'tasks',
  migrations: taskMigrations,
  api: taskApi,
  pages: taskPages,
  menu: [{ text: 'Tasks', href: '/tasks', activity: 'B0820' }],
}
