import type { Area, Routes } from '../area.ts'
import { publishedApi } from './answering.ts'
import { appointmentRoutes } from './appointments/routes.ts'
import { patientFacingMigrations } from './migrations.ts'
import { permissionRoutes } from './permissions-routes.ts'
import { onlineServicesApi } from './practice/api.ts'
import { onlineServicesPages } from './practice/pages.ts'
import { prescriptionRoutes } from './prescriptions/routes.ts'
import { FLAVOUR } from './published-error.ts'
import { recordRoutes } from './record/routes.ts'

/** Where NHS England publishes the patient-facing APIs. */
const BASE = '/gp-connect/patient-facing'

function patientsApps(routes: Routes): void {
  routes.route(`${BASE}/user-permissions`, publishedApi(FLAVOUR.permissions, permissionRoutes))
  routes.route(`${BASE}/appointments-management-fhir/FHIR/STU3`, publishedApi(FLAVOUR.stu3, appointmentRoutes))
  routes.route(`${BASE}/prescriptions-management-fhir/FHIR/R4`, publishedApi(FLAVOUR.r4, prescriptionRoutes))
  routes.route(`${BASE}/access-record-fhir/FHIR/STU3`, publishedApi(FLAVOUR.stu3, recordRoutes))
}

/** What patients see and do online, through the NHS App: the GP Connect (Patient Facing) APIs, with this system as the provider. */
export const patientFacing: Area = {
  name: 'patient-facing',
  migrations: patientFacingMigrations,
  open: patientsApps,
  api: onlineServicesApi,
  pages: onlineServicesPages,
  menu: [{ text: 'Online services', href: '/online-services', activity: 'B1700' }],
  patientMenu: [{ text: 'Online access', href: '/patients/:id/online-access', activity: 'B0825' }],
}
