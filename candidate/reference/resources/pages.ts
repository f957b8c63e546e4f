import type { RequestContext, Routes } from '../area.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { demand, requireActivity } from '../session/permission.ts'
import { addEmployee, endEmployment, nameOf, staffOf } from './staff.ts'
import { addSite, removeSite, sitesOf } from './sites.ts'

/** The practice's sites and staff on one page; whoever configures the system can change them. */
export function resourcePages(routes: Routes): void {
  routes.get('/practice', requireActivity('B0820'), (context) => show(context))

  const submitted = (path: `/practice/${string}`, change: (context: RequestContext, form: Form) => void) =>
    routes.post(path, async (context) => {
      const form = await readForm(context)
      demand(context.get('work').role, 'B1700')
      try {
        change(context, form)
      } catch (error) {
        if (error instanceof Refusal && error.status < 500) return show(context, form, error)
        throw error
      }
      return context.redirect('/practice', 303)
    })

  submitted('/practice/sites', (context, { name = '', address = '', postcode = '', telephone }) => {
    const lines = address.split(/\r?\n|,/).map((line) => line.trim()).filter(Boolean)
    addSite(context.get('work'), { name, address: lines, postcode: postcode.toUpperCase(), ...(telephone && { telephone }) })
  })
  submitted('/practice/sites/remove', (context, { site = '' }) => removeSite(context.get('work'), site))
  submitted('/practice/staff', (context, { id = '', title, given = '', family = '', job = '' }) => {
    const startedOn = context.get('services').clock.today()
    addEmployee(context.get('work'), { id: id.replaceAll(' ', ''), ...(title && { title }), given, family, job, startedOn })
  })
  submitted('/practice/staff/leave', (context, { id = '' }) => endEmployment(context.get('work'), { id, lastDay: context.get('services').clock.today() }))
}

function show(context: RequestContext, form: Form = {}, refusal?: Refusal): Response {
  const services = context.get('services')
  const errors = refusal?.issues.map(({ text, field }) => ({ text, ...(field !== undefined && { href: `#${field}` }) }))
  const fieldErrors = Object.fromEntries((refusal?.issues ?? []).flatMap(({ field, text }) => (field === undefined ? [] : [[field, { text }]])))
  const staff = staffOf(services).map((employee) => ({ ...employee, name: nameOf(employee) }))
  return services.pages.render(context, 'resources/templates/practice.njk', { title: 'The practice', sites: sitesOf(services), staff, form, errors, fieldErrors }, refusal?.status ?? 200)
}
