import { form, isForm } from '../../../kit/form.ts'
import { route } from '../../../kit/route.ts'
import { acceptable, ACCESS } from '../access.ts'
import { reject } from '../errors.ts'
import { search, subjectOfSearch } from '../search.ts'
import type { ImmunisationState } from '../state.ts'

/** Searches by form, so that no NHS number stands in an address. */
export const searchImmunizationsByForm = route<ImmunisationState>({
  operation: 'searchImmunizationPost',
  method: 'POST',
  path: '/Immunization/_search',
  access: ACCESS,
  requires: [acceptable],
  subject: (call) => subjectOfSearch(form(call)),
  handle(call) {
    if (!isForm(call)) reject('invalid', 'No parameter provided. Search using either identifier or patient.identifier', 'media-type', 'Immunisation FHIR API: POST /Immunization/_search takes a form', 'content-type')
    return search(call, form(call))
  },
})
